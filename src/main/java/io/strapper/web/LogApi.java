package io.strapper.web;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import jakarta.servlet.http.HttpServletResponse;

import io.strapper.app.AppId;
import io.strapper.live.DeployMessage;
import io.strapper.live.Logs;
import io.strapper.live.NotVisibleException;
import io.strapper.log.FrozenPages;
import io.strapper.run.Run;
import io.strapper.terminal.HtmlRenderer;
import org.jspecify.annotations.Nullable;

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

	private final Clock clock;

	LogApi(AuthorizedReads reads, Logs logs, Clock clock) {
		this.reads = reads;
		this.logs = logs;
		this.clock = clock;
	}

	@GetMapping("/screen")
	ResponseEntity<DeployMessage> screen(@PathVariable AppId app, @PathVariable long number,
			@RequestParam(defaultValue = "500") int lines, Authentication user) {
		Run run = this.reads.run(user, app, number);
		int wanted = Math.max(0, Math.min(lines, MOST_LINES));
		DeployMessage snapshot = DeployMessage.OfDelta.of(number, this.logs.snapshot(run, wanted), this.clock.millis());
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(snapshot);
	}

	@GetMapping("/lines/{page}")
	ResponseEntity<LinePage> lines(@PathVariable AppId app, @PathVariable long number, @PathVariable long page,
			@RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known,
			Authentication user) {
		Run run = this.reads.run(user, app, number);
		// Gone for those who have a page of it, too
		this.logs.file(run);
		String full = tag(FrozenPages.PAGE_LINES);
		if (FrozenAnswer.isKnown(known, full)) {
			return FrozenAnswer.unchanged(full);
		}
		List<String> lines = this.logs.page(run, page);
		return FrozenAnswer.of(tag(lines.size()), new LinePage(page * FrozenPages.PAGE_LINES, lines));
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
			HttpServletResponse response) {
		Run run = this.reads.run(user, app, number);
		Path file = this.logs.file(run);
		if (!Files.isRegularFile(file)) {
			throw new NotVisibleException("log");
		}
		RawLog raw = RawLog.of(file);
		// An offset names a state of the log, so the size alone tells versions apart.
		String tag = "\"" + app + "-" + number + "-" + raw.contentLength() + "\"";
		// Spring knows of Range, but not of If-Range (RFC 9110, 13.1.5), and with 416 it
		// sends
		// the whole
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
	record LinePage(long firstLine, List<String> lines) {
	}

}
