package io.strapper.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

import io.strapper.language.RefusedRequestException;
import io.strapper.language.Sentence;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.strapper.app.AppId;
import io.strapper.http.Delivery;
import io.strapper.live.Answer;
import io.strapper.live.DeployMessage;
import io.strapper.live.LogPages;
import io.strapper.live.LogRemovedException;
import io.strapper.live.Logs;
import io.strapper.live.TooBusyException;
import io.strapper.log.Delta;
import io.strapper.log.FrozenPages;
import io.strapper.run.Run;
import io.strapper.terminal.HtmlRenderer;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
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
import org.springframework.web.context.request.ServletWebRequest;

/** One run's log: snapshots, pages of frozen lines, and the raw bytes. */
@RestController
@RequestMapping("/api/apps/{app}/runs/{number}")
class LogApi {

	private static final int MOST_LINES = 100_000;

	private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

	private final AuthorizedReads reads;

	private final Logs logs;

	private final LogPages pages;

	private final ObjectProvider<Answer> answers;

	private final Clock clock;

	LogApi(AuthorizedReads reads, Logs logs, LogPages pages, ObjectProvider<Answer> answers, Clock clock) {
		this.reads = reads;
		this.logs = logs;
		this.pages = pages;
		this.answers = answers;
		this.clock = clock;
	}

	/**
	 * The newest lines as HTML: a delta from offset 0.
	 * @param lines how many at most; those that may still change come in any case
	 */
	@GetMapping("/screen")
	ResponseEntity<DeployMessage.OfDelta> screen(@PathVariable AppId app, @PathVariable long number,
			@RequestParam(defaultValue = "500") @Schema(minimum = "0", maximum = "" + MOST_LINES) int lines,
			Authentication user) {
		Run run = this.reads.run(user, app, number);
		int wanted = Math.max(0, Math.min(lines, MOST_LINES));
		Delta snapshot = this.logs.snapshot(run, wanted, this.answers.getObject());
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.body(DeployMessage.OfDelta.of(number, snapshot, this.clock.millis()));
	}

	/**
	 * A page of 1,000 lines that never change again.
	 * @param page number of the first of them, divided by 1,000
	 */
	@GetMapping("/lines/{page}")
	ResponseEntity<LinePage> lines(@PathVariable AppId app, @PathVariable long number, @PathVariable long page,
			@RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known,
			Authentication user) {
		Run run = this.reads.run(user, app, number);
		// A removed log is 404 even for a browser with a cached page
		LogRemovedException.throwIfRemoved(run);
		String mask = this.logs.maskTag(run);
		String full = tag(FrozenPages.PAGE_LINES, mask);
		if (FrozenAnswer.isKnown(known, full)) {
			return FrozenAnswer.unchanged(full);
		}
		LogPages.Page lines = this.pages.page(run, page, this.answers.getObject());
		return FrozenAnswer.of(tag(lines.count(), mask), new LinePage(lines.firstLine(), lines.lines()));
	}

	/**
	 * The ETag of a page: frozen lines never change, so their number identifies the
	 * version, together with what is hidden in them.
	 */
	private static String tag(int lines, String mask) {
		// Weak, since compression changes the bytes
		return "W/\"" + HtmlRenderer.VERSION + "-" + lines + mask + "\"";
	}

	/**
	 * The raw bytes of a log.
	 * @param range the bytes that are wanted
	 * @param ifRange the ETag of the log to which the range belongs
	 */
	@GetMapping("/log")
	@Parameter(name = "follow", in = ParameterIn.QUERY, allowEmptyValue = true,
			description = "The raw bytes until the run ends.")
	@Parameter(name = "plain", in = ParameterIn.QUERY, allowEmptyValue = true,
			description = "The text that pages show, a line for each line.")
	@ApiResponse(responseCode = "200", content = @Content(mediaType = "text/plain"))
	@ApiResponse(responseCode = "206", content = @Content(mediaType = "text/plain"))
	@ApiResponse(responseCode = "416")
	void log(@PathVariable AppId app, @PathVariable long number,
			@RequestHeader(name = HttpHeaders.RANGE, required = false) @Nullable String range,
			@RequestHeader(name = HttpHeaders.IF_RANGE, required = false) @Nullable String ifRange, Authentication user,
			ServletWebRequest exchange, HttpServletRequest request, HttpServletResponse response) throws IOException {
		Run run = this.reads.run(user, app, number);
		RawLog raw = RawLog.of(this.logs.whole(run), this.reads.ongoing(user, request, app));
		// A log only grows, so the size identifies the version, with what is hidden
		String tag = "\"" + app + "-" + number + "-" + raw.size() + this.logs.maskTag(run) + "\"";
		response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noCache().cachePrivate().getHeaderValue());
		if (exchange.checkNotModified(tag)) {
			return;
		}
		boolean stale = ifRange != null && !ifRange.equals(tag);
		RawLog.Part part = (range == null || stale) ? raw.whole()
				: raw.part(range).orElseThrow(() -> unsatisfiable(raw, response));
		response.setContentType(TEXT.toString());
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + app + "-" + number + ".log\"");
		send(part, request, response);
	}

	private static RefusedRequestException unsatisfiable(RawLog raw, HttpServletResponse response) {
		response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + raw.size());
		return new RefusedRequestException(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
				Sentence.of("problem.log-range", raw.size()));
	}

	/** Without a thread that waits: a log may be long, and its reader slow. */
	private static void send(RawLog.Part part, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
		part.range().ifPresent((range) -> {
			response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
			response.setHeader(HttpHeaders.CONTENT_RANGE, range);
		});
		response.setContentLengthLong(part.length());
		if (request.getMethod().equals(HttpMethod.GET.name())) {
			InputStream bytes = part.open();
			if (!Delivery.of(request).later(bytes)) {
				bytes.close();
				throw new TooBusyException(Sentence.of("problem.answers"));
			}
		}
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
