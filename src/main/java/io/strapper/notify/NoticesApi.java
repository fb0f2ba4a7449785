package io.strapper.notify;

import java.util.List;
import java.util.Optional;

import io.strapper.app.AppId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Notices as JSON. */
@RestController
class NoticesApi {

	private final NoticeDesk desk;

	NoticesApi(NoticeDesk desk) {
		this.desk = desk;
	}

	/** The last notices of all apps, newest first; for administrators. */
	@Operation(operationId = "notices")
	@GetMapping("/api/notices")
	List<Notice> newest() {
		return this.desk.newest();
	}

	/** The last notices of an app, newest first; for those who may press its buttons. */
	@Operation(operationId = "noticesOfApp")
	@GetMapping("/api/apps/{app}/notices")
	List<Notice> ofApp(@PathVariable AppId app, Authentication user) {
		this.desk.require(app, user);
		return this.desk.of(app);
	}

	/** Sends a test to a channel of the server, and waits a few seconds for its end. */
	@Operation(operationId = "testChannel")
	@ApiResponse(responseCode = "202")
	@ApiResponse(responseCode = "404")
	@PostMapping("/api/notices/{channel}/test")
	ResponseEntity<Notice> test(@PathVariable String channel, Authentication user) {
		return answer(this.desk.test(null, channel, user));
	}

	/** Sends a test to a channel of an app, and waits a few seconds for its end. */
	@Operation(operationId = "testChannelOfApp")
	@ApiResponse(responseCode = "202")
	@ApiResponse(responseCode = "404")
	@PostMapping("/api/apps/{app}/notices/{channel}/test")
	ResponseEntity<Notice> test(@PathVariable AppId app, @PathVariable String channel, Authentication user) {
		return answer(this.desk.test(app, channel, user));
	}

	private static ResponseEntity<Notice> answer(@Nullable Notice test) {
		return Optional.ofNullable(test)
			.map((notice) -> ResponseEntity.accepted().body(notice))
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such channel."));
	}

}
