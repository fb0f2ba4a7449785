package io.strapper.token;

import java.io.IOException;
import java.net.URI;
import java.util.List;

import io.strapper.language.RefusedRequestException;
import io.strapper.language.Sentence;
import jakarta.servlet.http.HttpServletRequest;

import io.strapper.http.LimitedBody;
import io.strapper.user.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Tokens as JSON, for a session: a token cannot come here. */
@RestController
@RequestMapping("/api/tokens")
class TokenApi {

	/** Names the operation that makes a token. */
	static final String MAKE = "makeToken";

	private static final int MOST_BYTES = 64 << 10;

	private final OwnTokens tokens;

	private final JsonMapper mapper;

	TokenApi(OwnTokens tokens, JsonMapper mapper) {
		this.tokens = tokens;
		this.mapper = mapper;
	}

	/** Your tokens, newest first; for administrators everybody's. */
	@Operation(operationId = "tokens")
	@GetMapping
	List<TokenView> list(Authentication user) {
		return this.tokens.list(user);
	}

	/** Makes a token, which is shown in this answer and never again. */
	@Operation(operationId = MAKE)
	@PostMapping
	@ApiResponse(responseCode = "201")
	@ApiResponse(responseCode = "400")
	@ApiResponse(responseCode = "413")
	ResponseEntity<OwnTokens.Made> make(HttpServletRequest request, Authentication user) throws IOException {
		try {
			OwnTokens.Made made = this.tokens.make(user, parsed(LimitedBody.read(request, MOST_BYTES)));
			URI location = URI.create(request.getContextPath() + "/api/tokens/" + made.id());
			return ResponseEntity.created(location).cacheControl(CacheControl.noStore()).body(made);
		}
		catch (RefusedException ex) {
			throw new RefusedRequestException(HttpStatus.BAD_REQUEST, ex.sentence());
		}
	}

	private TokenRequest parsed(byte[] body) {
		try {
			TokenRequest request = this.mapper.readValue(body, TokenRequest.class);
			if (request != null) {
				return request;
			}
		}
		catch (JacksonException ex) {
			// Its message may quote the body
		}
		throw new RefusedException(Sentence.of("problem.token.json"));
	}

	/** Revokes a token, which is refused at once. */
	@Operation(operationId = "revokeToken")
	@DeleteMapping("/{id}")
	@ApiResponse(responseCode = "204")
	ResponseEntity<Void> revoke(@PathVariable long id, Authentication user) {
		if (this.tokens.revoke(user, id).isEmpty()) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		return ResponseEntity.noContent().build();
	}

}
