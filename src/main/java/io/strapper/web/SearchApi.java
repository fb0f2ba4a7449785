package io.strapper.web;

import io.strapper.app.AppId;
import io.strapper.live.RunKey;
import io.strapper.live.Searches;
import io.strapper.search.SearchesBusyException;
import io.strapper.run.Run;
import io.strapper.search.LogSearch;
import io.strapper.user.ConcurrencyLimit;
import io.swagger.v3.oas.annotations.media.Schema;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Searches a run's whole log. The client repeats the request until the answer is
 * complete.
 */
@RestController
class SearchApi {

	private static final int MOST = 1000;

	/**
	 * Most requests that wait for an answer at a time; each takes a thread of the server.
	 */
	private static final int REQUESTS = 64;

	private static final int REQUESTS_OF_A_USER = 8;

	private final ConcurrencyLimit requests = new ConcurrencyLimit(REQUESTS, REQUESTS_OF_A_USER);

	private final AuthorizedReads reads;

	private final Searches searches;

	SearchApi(AuthorizedReads reads, Searches searches) {
		this.reads = reads;
		this.searches = searches;
	}

	/**
	 * Searches a run's whole log. Ask again until the answer is complete.
	 * @param q what is looked for
	 * @param regex whether that is a regular expression
	 * @param matchCase whether upper and lower case differ
	 * @param from number of the first line that counts, or -1 to begin with a match
	 * @param nth number of the first match, from 0, if {@code from} is -1
	 * @param to number of the line before which to end
	 * @param limit how many matches at most
	 */
	@GetMapping("/api/apps/{app}/runs/{number}/search")
	ResponseEntity<LogSearch.Found> search(@PathVariable AppId app, @PathVariable long number, @RequestParam String q,
			@RequestParam(defaultValue = "false") boolean regex,
			@RequestParam(name = "case", defaultValue = "false") boolean matchCase,
			@RequestParam(defaultValue = "-1") long from, @RequestParam(defaultValue = "0") long nth,
			@RequestParam(defaultValue = "" + Long.MAX_VALUE) long to,
			@RequestParam(defaultValue = "100") @Schema(minimum = "0", maximum = "" + MOST) int limit,
			Authentication user) {
		Run run = this.reads.run(user, app, number);
		Searches.Query query = new Searches.Query(user.getName(), RunKey.of(run), q, regex, matchCase);
		LogSearch.Range range = new LogSearch.Range(from, nth, to, Math.max(0, Math.min(limit, MOST)));
		if (!this.requests.enter(user.getName())) {
			throw new SearchesBusyException();
		}
		try {
			return ResponseEntity.ok()
				.cacheControl(CacheControl.noStore())
				.body(this.searches.search(run, query, range));
		}
		finally {
			this.requests.leave(user.getName());
		}
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> busy(SearchesBusyException ex) {
		return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.header(HttpHeaders.RETRY_AFTER, String.valueOf(SearchesBusyException.seconds()))
			.body(ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(ex.getMessage())));
	}

}
