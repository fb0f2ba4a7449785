package io.strapper.share;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;

import io.strapper.language.RefusedRequestException;
import io.strapper.language.Sentence;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;

import io.strapper.app.AppId;
import io.strapper.http.LimitedBody;
import io.strapper.run.Run;
import io.strapper.user.RefusedException;
import io.strapper.web.AuthorizedReads;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Links to lines as JSON. */
@RestController
@ConditionalOnBooleanProperty(name = "strapper.share.enabled", matchIfMissing = true)
class ShareApi {

	private static final String OF_RUN = "/api/apps/{app}/runs/{number}/shares";

	private static final int MOST_BYTES = 4 << 10;

	private final AuthorizedReads reads;

	private final OwnShares shares;

	private final JsonMapper mapper;

	ShareApi(AuthorizedReads reads, OwnShares shares, JsonMapper mapper) {
		this.reads = reads;
		this.shares = shares;
		this.mapper = mapper;
	}

	/** The valid links that the user may see, the newest first. */
	@Operation(operationId = "shares")
	@GetMapping("/api/shares")
	ResponseEntity<List<ShareView>> all(Authentication user) {
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(this.shares.list(user));
	}

	/** The valid links to lines of a run that the user may see, the newest first. */
	@Operation(operationId = "sharesOfRun")
	@GetMapping(OF_RUN)
	ResponseEntity<List<ShareView>> ofRun(@PathVariable AppId app, @PathVariable long number, Authentication user) {
		Run run = this.reads.run(user, app, number);
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(this.shares.list(user, run));
	}

	/** Makes a link to lines of a run. Its address is not told again. */
	@Operation(operationId = "share")
	@ApiResponse(responseCode = "201")
	@ApiResponse(responseCode = "400")
	@PostMapping(OF_RUN)
	ResponseEntity<MadeShare> make(@PathVariable AppId app, @PathVariable long number, HttpServletRequest request,
			Authentication user) throws IOException {
		Run run = this.reads.run(user, app, number);
		try {
			OwnShares.Made made = this.shares.make(user, run, parsed(LimitedBody.read(request, MOST_BYTES)));
			Share share = made.share();
			URI location = URI.create(request.getContextPath() + "/api/shares/" + share.id());
			String url = ServletUriComponentsBuilder.fromCurrentContextPath().path("/s/" + made.token()).toUriString();
			return ResponseEntity.created(location)
				.cacheControl(CacheControl.noStore())
				.body(new MadeShare(share.id(), url, share.expiresAt()));
		}
		catch (RefusedException ex) {
			throw new RefusedRequestException(HttpStatus.BAD_REQUEST, ex.sentence());
		}
	}

	private ShareRequest parsed(byte[] body) {
		try {
			ShareRequest request = this.mapper.readValue(body, ShareRequest.class);
			if (request != null) {
				return request;
			}
		}
		catch (JacksonException ex) {
			// Its message may quote the body
		}
		throw new RefusedException(Sentence.of("problem.share.json"));
	}

	/** Revokes a link. */
	@Operation(operationId = "revokeShare")
	@ApiResponse(responseCode = "204")
	@ApiResponse(responseCode = "404")
	@DeleteMapping("/api/shares/{id}")
	ResponseEntity<Void> revoke(@PathVariable long id, Authentication user) {
		if (this.shares.revoke(user, id).isEmpty()) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		return ResponseEntity.noContent().build();
	}

	/**
	 * A link that was made.
	 *
	 * @param id identifies it
	 * @param url the link, which is not shown again
	 * @param expiresAt when it stops being valid, UTC
	 */
	record MadeShare(long id, String url, Instant expiresAt) {

		/** Without the link, since this may be logged. */
		@Override
		public String toString() {
			return "MadeShare[id=" + this.id + "]";
		}

	}

}
