package io.strapper.web;

import java.util.List;

import io.strapper.app.AppId;
import io.strapper.live.LogRemovedException;
import io.strapper.live.LogPages;
import io.strapper.live.Logs;
import io.strapper.log.FrozenPages;
import io.strapper.log.LogTimes;
import io.strapper.run.Run;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The times at which a run's lines were begun, and the longest gaps. */
@RestController
@RequestMapping("/api/apps/{app}/runs/{number}")
class TimesApi {

	private static final int MOST_GAPS = 100;

	/** The ETag of all pages with final times: the URL already identifies the page. */
	private static final String SETTLED = "W/\"settled\"";

	private final AuthorizedReads reads;

	private final Logs logs;

	private final LogPages pages;

	TimesApi(AuthorizedReads reads, Logs logs, LogPages pages) {
		this.reads = reads;
		this.logs = logs;
		this.pages = pages;
	}

	/**
	 * When each of 1,000 lines was begun.
	 * @param page number of the first of them, divided by 1,000
	 */
	@GetMapping("/times/{page}")
	ResponseEntity<TimePage> times(@PathVariable AppId app, @PathVariable long number, @PathVariable long page,
			@RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known,
			Authentication user) {
		Run run = this.reads.run(user, app, number);
		// A removed log is 404 even for a browser with a cached page
		LogRemovedException.throwIfRemoved(run);
		if (FrozenAnswer.isKnown(known, SETTLED)) {
			return FrozenAnswer.unchanged(SETTLED);
		}
		LogTimes.Part part = this.pages.times(run, page);
		TimePage times = new TimePage(page * FrozenPages.PAGE_LINES, part.at());
		boolean settled = part.settled() && part.at().size() == FrozenPages.PAGE_LINES;
		return settled ? FrozenAnswer.of(SETTLED, times)
				: ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(times);
	}

	/**
	 * The lines that were waited for longest.
	 * @param limit how many at most
	 */
	@GetMapping("/gaps")
	ResponseEntity<List<LogTimes.Gap>> gaps(@PathVariable AppId app, @PathVariable long number,
			@RequestParam(defaultValue = "5") @Schema(minimum = "0", maximum = "" + MOST_GAPS) int limit,
			Authentication user) {
		Run run = this.reads.run(user, app, number);
		int most = Math.max(0, Math.min(limit, MOST_GAPS));
		return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(this.logs.gaps(run, most));
	}

	/**
	 * Times of the lines of a page.
	 *
	 * @param firstLine number of the first of them
	 * @param at milliseconds since the epoch, one for each line that has been begun; null
	 * if unknown
	 */
	record TimePage(long firstLine, List<@Nullable Long> at) {
	}

}
