package io.strapper.web;

import java.util.List;

import io.strapper.app.AppId;
import io.strapper.live.RunKey;
import io.strapper.live.Searches;
import io.strapper.run.Run;
import io.strapper.search.LogSearch;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Search in the whole of a run's log: asked again until it is complete. */
@RestController
class SearchApi {

	private static final int MOST = 1000;

	private final AuthorizedReads reads;

	private final Searches searches;

	SearchApi(AuthorizedReads reads, Searches searches) {
		this.reads = reads;
		this.searches = searches;
	}

	@GetMapping("/api/apps/{app}/runs/{number}/search")
	ResponseEntity<Result> search(@PathVariable AppId app, @PathVariable long number, @RequestParam String q,
			@RequestParam(defaultValue = "false") boolean regex,
			@RequestParam(name = "case", defaultValue = "false") boolean matchCase,
			@RequestParam(defaultValue = "-1") long from, @RequestParam(defaultValue = "0") long nth,
			@RequestParam(defaultValue = "" + Long.MAX_VALUE) long to, @RequestParam(defaultValue = "100") int limit,
			Authentication user) {
		Run run = this.reads.run(user, app, number);
		Searches.Query query = new Searches.Query(RunKey.of(run), q, regex, matchCase);
		Searches.Range range = new Searches.Range(from, nth, to, Math.max(0, Math.min(limit, MOST)));
		Searches.Answer answer = this.searches.search(run, query, range);
		LogSearch.Found found = answer.found();
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.body(new Result(found.total(), answer.complete(), answer.searched(), answer.size(), found.lineCount(),
					found.first(), found.matches(), found.where()));
	}

	/**
	 * What was found so far.
	 *
	 * @param total how many matches there are in the bytes that were searched
	 * @param complete whether these are all that the log has now
	 * @param searched how many bytes were searched
	 * @param size how many there are
	 * @param lineCount how many lines were searched
	 * @param first number of the first of {@code matches} among all, from 0
	 * @param matches some of them
	 * @param where how many lie in each of up to 512 equal parts of the lines
	 */
	record Result(long total, boolean complete, long searched, long size, long lineCount, long first,
			List<LogSearch.Match> matches, int[] where) {
	}

}
