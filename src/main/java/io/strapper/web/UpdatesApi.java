package io.strapper.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import io.strapper.app.AppId;
import io.strapper.live.Answer;
import io.strapper.live.DeployMessage;
import io.strapper.live.Logs;
import io.strapper.live.RunView;
import io.strapper.run.Run;
import io.strapper.socket.SocketRefusals;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What an app's topic would have told, for pages that no WebSocket reaches. */
@RestController
class UpdatesApi {

	private final AuthorizedReads reads;

	private final Logs logs;

	private final ObjectProvider<Answer> answers;

	private final SocketRefusals refusals;

	private final Clock clock;

	UpdatesApi(AuthorizedReads reads, Logs logs, ObjectProvider<Answer> answers, SocketRefusals refusals, Clock clock) {
		this.reads = reads;
		this.logs = logs;
		this.answers = answers;
		this.refusals = refusals;
		this.clock = clock;
	}

	/**
	 * The app's newest run, the run that a page shows if that is another one, and what is
	 * new in its log. 304 if the page has heard all that.
	 * @param number the run that the page shows, or 0
	 * @param from the offset at which its view stands
	 * @param frozen how many lines of the view are frozen
	 */
	@GetMapping("/api/apps/{app}/updates")
	ResponseEntity<List<DeployMessage>> updates(@PathVariable AppId app,
			@RequestParam(name = "run", defaultValue = "0") long number, @RequestParam(defaultValue = "0") long from,
			@RequestParam(defaultValue = "0") long frozen,
			@RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known,
			Authentication user) {
		RunView newest = this.reads.app(user, app).run();
		Run shown = (number != 0) ? this.reads.run(user, app, number) : null;
		List<RunView> runs = new ArrayList<>();
		if (newest != null) {
			runs.add(newest);
		}
		if (shown != null && (newest == null || newest.number() != number)) {
			runs.add(this.logs.view(shown));
		}
		long position = (shown != null) ? this.logs.position(shown) : 0;
		String mask = (shown != null) ? this.logs.maskTag(shown) : "";
		String tag = "W/\"" + number + "-" + position + "-" + Integer.toHexString(runs.hashCode()) + mask + "\"";
		if (tag.equals(known)) {
			return headers(ResponseEntity.status(HttpStatus.NOT_MODIFIED), tag).build();
		}
		List<DeployMessage> messages = new ArrayList<>();
		if (shown != null && position > from) {
			this.logs.since(shown, from, frozen, PageController.PAGE_LINES, this.answers.getObject())
				.map((delta) -> DeployMessage.OfDelta.of(number, delta, this.clock.millis()))
				.ifPresent(messages::add);
		}
		runs.stream().map(DeployMessage.OfRun::new).forEach(messages::add);
		return headers(ResponseEntity.ok(), tag).body(messages);
	}

	private static ResponseEntity.BodyBuilder headers(ResponseEntity.BodyBuilder answer, String tag) {
		return answer.cacheControl(CacheControl.noStore()).eTag(tag);
	}

	/**
	 * Why a page gets no WebSocket, as far as the server knows.
	 * @param origin the page's origin, as its browser would say it in the handshake
	 */
	@GetMapping("/api/socket")
	SocketAnswer socket(@RequestParam String origin, HttpServletRequest request) {
		return new SocketAnswer(this.refusals.reason(request, origin).orElse(null));
	}

	/**
	 * What a handshake would be answered.
	 *
	 * @param refusal why it would be refused, or null if it would not
	 */
	record SocketAnswer(@Nullable String refusal) {
	}

}
