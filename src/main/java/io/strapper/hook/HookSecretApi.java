package io.strapper.hook;

import java.io.IOException;

import io.strapper.app.AppId;
import io.strapper.http.LimitedBody;
import io.strapper.language.RefusedRequestException;
import io.strapper.language.Sentence;
import io.strapper.user.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The secrets of webhooks, for a session: a token cannot come here. */
@RestController
@RequestMapping("/api/apps/{app}/hook/secret")
class HookSecretApi {

	private static final int MOST_BYTES = 4 << 10;

	private final SecretChanges changes;

	private final JsonMapper mapper;

	HookSecretApi(SecretChanges changes, JsonMapper mapper) {
		this.changes = changes;
		this.mapper = mapper;
	}

	/**
	 * Makes the secret of an app's webhook, which is shown in this answer and never
	 * again.
	 */
	@Operation(operationId = "makeHookSecret")
	@RequestBody(required = true,
			content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
					schema = @Schema(implementation = SecretRequest.class)))
	@ApiResponse(responseCode = "201")
	@ApiResponse(responseCode = "400")
	@ApiResponse(responseCode = "409")
	@PostMapping
	ResponseEntity<MadeSecret> make(@PathVariable AppId app, HttpServletRequest request, Authentication user)
			throws IOException {
		this.changes.requireAdmin(user, app);
		try {
			String secret = this.changes.make(user, app, parsed(LimitedBody.read(request, MOST_BYTES)));
			return ResponseEntity.status(HttpStatus.CREATED)
				.cacheControl(CacheControl.noStore())
				.body(new MadeSecret(secret));
		}
		catch (RefusedException ex) {
			throw new RefusedRequestException(HttpStatus.BAD_REQUEST, ex.sentence());
		}
	}

	private SecretRequest parsed(byte[] body) {
		try {
			SecretRequest request = this.mapper.readValue(body, SecretRequest.class);
			if (request != null) {
				return request;
			}
		}
		catch (JacksonException ex) {
			// Its message may quote the body
		}
		throw new RefusedException(Sentence.of("problem.hook-secret.previous"));
	}

	/** Removes the secret of an app's webhook, and the one before, if there are any. */
	@Operation(operationId = "removeHookSecret")
	@ApiResponse(responseCode = "204")
	@DeleteMapping
	ResponseEntity<Void> remove(@PathVariable AppId app, Authentication user) {
		this.changes.remove(user, app);
		return ResponseEntity.noContent().build();
	}

	/**
	 * A secret that was made.
	 *
	 * @param secret what the forge signs with; it is not shown again
	 */
	record MadeSecret(String secret) {

		/** Without the secret, since this may be logged. */
		@Override
		public String toString() {
			return "MadeSecret[]";
		}

	}

}
