package io.strapper.web;

import java.nio.charset.StandardCharsets;
import java.time.Clock;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.strapper.app.AppId;
import io.strapper.live.Answer;
import io.strapper.live.DeployMessage;
import io.strapper.live.LogPage;
import io.strapper.live.LogRemovedException;
import io.strapper.live.Logs;
import io.strapper.log.Delta;
import io.strapper.log.FrozenPages;
import io.strapper.run.Run;
import io.strapper.terminal.HtmlRenderer;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** One run's log: snapshots, pages of frozen lines, and the raw bytes. */
@RestController
@RequestMapping("/api/apps/{app}/runs/{number}")
class LogApi {

	private static final int MOST_LINES = 100_000;

	private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

	private final AuthorizedReads reads;

	private final Logs logs;

	private final ObjectProvider<Answer> answers;

	private final Clock clock;

	LogApi(AuthorizedReads reads, Logs logs, ObjectProvider<Answer> answers, Clock clock) {
		this.reads = reads;
		this.logs = logs;
		this.answers = answers;
		this.clock = clock;
	}

	@GetMapping("/screen")
	ResponseEntity<DeployMessage> screen(@PathVariable AppId app, @PathVariable long number,
			@RequestParam(defaultValue = "500") int lines, Authentication user) {
		Run run = this.reads.run(user, app, number);
		int wanted = Math.max(0, Math.min(lines, MOST_LINES));
		Delta snapshot = this.logs.snapshot(run, wanted, this.answers.getObject());
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.body(DeployMessage.OfDelta.of(number, snapshot, this.clock.millis()));
	}

	@GetMapping("/lines/{page}")
	ResponseEntity<LinePage> lines(@PathVariable AppId app, @PathVariable long number, @PathVariable long page,
			@RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known,
			Authentication user) {
		Run run = this.reads.run(user, app, number);
		// Gone for those who have a page of it, too
		LogRemovedException.throwIfRemoved(run);
		String full = tag(FrozenPages.PAGE_LINES);
		if (FrozenAnswer.isKnown(known, full)) {
			return FrozenAnswer.unchanged(full);
		}
		LogPage lines = this.logs.page(run, page, this.answers.getObject());
		return FrozenAnswer.of(tag(lines.count()), new LinePage(lines.firstLine(), lines.lines()));
	}

	/** Frozen lines stay: their number tells versions of a page apart. */
	private static String tag(int lines) {
		// Weak: compression changes the bytes
		return "W/\"" + HtmlRenderer.VERSION + "-" + lines + "\"";
	}

	@GetMapping("/log")
	ResponseEntity<Resource> log(@PathVariable AppId app, @PathVariable long number,
			@RequestHeader(name = HttpHeaders.RANGE, required = false) @Nullable String range,
			@RequestHeader(name = HttpHeaders.IF_RANGE, required = false) @Nullable String ifRange, Authentication user,
			HttpServletRequest request, HttpServletResponse response) {
		Run run = this.reads.run(user, app, number);
		RawLog raw = RawLog.of(this.logs.log(run), this.reads.ongoing(user, request, app));
		// An offset names a state of the log, so the size alone tells versions apart.
		String tag = "\"" + app + "-" + number + "-" + raw.contentLength() + "\"";
		// Spring knows Range but not If-Range (RFC 9110, 13.1.5); with 416 it sends all
		boolean whole = ifRange != null && !ifRange.equals(tag);
		if (range != null && !whole && !raw.has(range)) {
			response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + raw.contentLength());
			throw new ResponseStatusException(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
					"The log has %d bytes: ask for a range of them.".formatted(raw.contentLength()));
		}
		ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
			.contentType(TEXT)
			.eTag(tag)
			.cacheControl(CacheControl.noCache().cachePrivate())
			.header("Content-Disposition", "attachment; filename=\"" + app + "-" + number + ".log\"");
		return whole ? answer.contentLength(raw.contentLength()).body(raw.whole()) : answer.body(raw);
	}

	/**
	 * A page of frozen lines.
	 *
	 * @param firstLine number of the first of them
	 * @param lines HTML, one a line
	 */
	record LinePage(long firstLine, Iterable<String> lines) {
	}

}
