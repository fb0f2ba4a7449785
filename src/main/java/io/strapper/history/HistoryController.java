package io.strapper.history;

import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import io.strapper.app.AppId;
import io.strapper.http.CsvLine;
import io.strapper.run.Run;
import io.strapper.run.Runs;
import io.strapper.security.OngoingAccess;
import io.strapper.web.AuthorizedReads;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.util.UriComponentsBuilder;

/** The history of an app as a page, as JSON and as CSV. */
@Controller
class HistoryController {

	private static final String NEWEST = "9223372036854775807";

	/** Runs that a summary counts: however many there are, an answer is soon made. */
	static final int MOST_COUNTED = 1000;

	private static final int BATCH = 1000;

	private final AuthorizedReads reads;

	private final Runs runs;

	private final Clock clock;

	HistoryController(AuthorizedReads reads, Runs runs, Clock clock) {
		this.reads = reads;
		this.runs = runs;
		this.clock = clock;
	}

	@GetMapping("/apps/{app}/history")
	String page(@PathVariable AppId app, @RequestParam Map<String, String> query,
			@RequestParam(defaultValue = NEWEST) long before, Authentication user, Model model) {
		model.addAttribute("app", this.reads.app(user, app));
		Filter filter = Filter.of(query);
		History history = history(app, filter, before, Plot.MOST);
		model.addAttribute("history", history);
		model.addAttribute("capped", history.summary().runs() == MOST_COUNTED);
		model.addAttribute("plot", Plot.of(history.runs(), history.summary(), this.clock.instant()));
		model.addAttribute("query", filter.texts());
		model.addAttribute("filtered", filter.isSet());
		model.addAttribute("older", (history.next() != null) ? address(app, query, filter, history.next()) : null);
		model.addAttribute("newest", (before != Long.MAX_VALUE) ? address(app, query, filter, null) : null);
		model.addAttribute("csv", address(query, filter, "/api/apps/" + app + "/history.csv", null));
		return "history";
	}

	/**
	 * The runs that a filter leaves, newest first, with a summary.
	 * @param before only runs with a lower number
	 * @param limit how many at most
	 */
	@Operation(operationId = "history")
	@HistoryFilter
	@GetMapping("/api/apps/{app}/history")
	@ResponseBody
	History json(@PathVariable AppId app, @RequestParam @Parameter(hidden = true) Map<String, String> query,
			@RequestParam(defaultValue = NEWEST) long before,
			@RequestParam(defaultValue = "60") @Schema(minimum = "1", maximum = "" + BATCH) int limit,
			Authentication user) {
		this.reads.app(user, app);
		return history(app, Filter.of(query), before, Math.max(1, Math.min(limit, BATCH)));
	}

	/** All runs that a filter leaves, newest first, however many. */
	@Operation(operationId = "historyCsv")
	@HistoryFilter
	@GetMapping("/api/apps/{app}/history.csv")
	@ResponseBody
	@ApiResponse(responseCode = "200", content = @Content(mediaType = "text/csv"))
	void csv(@PathVariable AppId app, @RequestParam @Parameter(hidden = true) Map<String, String> query,
			Authentication user, HttpServletRequest request, HttpServletResponse response) throws IOException {
		this.reads.app(user, app);
		Filter filter = Filter.of(query);
		OngoingAccess access = this.reads.ongoing(user, request, app);
		response.setContentType("text/csv;charset=UTF-8");
		response.setHeader("Content-Disposition", "attachment; filename=\"" + app + "-history.csv\"");
		PrintWriter out = response.getWriter();
		out.print(CsvLine.of("number", "action", "status", "exitCode", "startedBy", "startedAt", "finishedAt",
				"durationMs", "cancelledBy", "reason"));
		List<Run> batch;
		long before = Long.MAX_VALUE;
		do {
			batch = this.runs.history(app, filter.wanted(), before, BATCH);
			batch.stream().map(PastRun::of).forEach((run) -> out.print(line(run)));
			before = batch.isEmpty() ? before : batch.get(batch.size() - 1).number();
			if (!access.isAllowed()) {
				// The connection is closed: the client sees that lines are missing
				throw new EOFException("The reader may not see the app any more");
			}
		}
		while (batch.size() == BATCH && !out.checkError());
	}

	private static String line(PastRun run) {
		return CsvLine.of(run.number(), run.action(), run.status(), run.exitCode(), run.startedBy(), run.startedAt(),
				run.finishedAt(), run.durationMs(), run.cancelledBy(), run.reason());
	}

	private History history(AppId app, Filter filter, long before, int limit) {
		List<PastRun> counted = list(app, filter, Long.MAX_VALUE, MOST_COUNTED);
		boolean known = before == Long.MAX_VALUE && limit < MOST_COUNTED;
		List<PastRun> page = known ? counted : list(app, filter, before, limit + 1);
		List<PastRun> shown = page.subList(0, Math.min(limit, page.size()));
		Long next = (page.size() > limit) ? shown.get(limit - 1).number() : null;
		return new History(shown, next, Summary.of(counted));
	}

	private List<PastRun> list(AppId app, Filter filter, long before, int limit) {
		return this.runs.history(app, filter.wanted(), before, limit).stream().map(PastRun::of).toList();
	}

	private static String address(AppId app, Map<String, String> query, Filter filter, @Nullable Long before) {
		return address(query, filter, "/apps/" + app + "/history", before);
	}

	/** The address of the same filter, behind a run or from the newest on. */
	private static String address(Map<String, String> query, Filter filter, String path, @Nullable Long before) {
		Map<String, String> values = new LinkedHashMap<>(filter.texts());
		values.put("zone", query.getOrDefault("zone", ""));
		values.put("before", (before != null) ? before.toString() : "");
		values.values().removeIf(String::isEmpty);
		UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
		values.keySet().forEach((name) -> address.queryParam(name, "{" + name + "}"));
		return address.encode().buildAndExpand(values).toUriString();
	}

	/**
	 * A part of an app's history.
	 *
	 * @param runs newest first
	 * @param next what {@code before} is for the runs that follow, or null after the last
	 * @param summary of the newest runs that the filter leaves, 1,000 at most
	 */
	record History(List<PastRun> runs, @Nullable Long next, Summary summary) {
	}

}
