package io.strapper.compare;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import io.strapper.app.AppId;
import io.strapper.language.RefusedRequestException;
import io.strapper.language.Sentence;
import io.strapper.live.Logs;
import io.strapper.live.NotVisibleException;
import io.strapper.live.Outlines;
import io.strapper.run.Run;
import io.strapper.run.Runs;
import io.strapper.web.AuthorizedReads;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** What changed since another run, as a page and as JSON. */
@Controller
class CompareController {

	/** Good runs among which one with a log is looked for. */
	private static final int LOOKED_AT = 100;

	private final AuthorizedReads reads;

	private final Runs runs;

	private final Logs logs;

	private final Outlines outlines;

	private final Comparisons comparisons;

	CompareController(AuthorizedReads reads, Runs runs, Logs logs, Outlines outlines, Comparisons comparisons) {
		this.reads = reads;
		this.runs = runs;
		this.logs = logs;
		this.outlines = outlines;
		this.comparisons = comparisons;
	}

	@GetMapping("/apps/{app}/runs/{number}/compare")
	String page(@PathVariable AppId app, @PathVariable long number, @RequestParam(defaultValue = "0") long with,
			@RequestParam(defaultValue = "0") int from, Authentication user, Model model) {
		Run run = ended(this.reads.run(user, app, number));
		Optional<Run> other = other(user, run, with);
		model.addAttribute("app", this.reads.app(user, app));
		model.addAttribute("run", this.logs.view(run));
		model.addAttribute("with", with);
		model.addAttribute("from", from);
		other.ifPresent((older) -> {
			model.addAttribute("older", this.logs.view(older));
			model.addAttribute("comparison", compare(older, run, from, user));
		});
		return "compare";
	}

	/**
	 * What changed since another run.
	 * @param with number of that run, or 0 for the last good one
	 * @param from where to begin, from the answer before
	 */
	@Operation(operationId = "compare")
	@ApiResponse(responseCode = "200")
	@ApiResponse(responseCode = "409")
	@GetMapping("/api/apps/{app}/runs/{number}/compare")
	@ResponseBody
	Answer json(@PathVariable AppId app, @PathVariable long number, @RequestParam(defaultValue = "0") long with,
			@RequestParam(defaultValue = "0") int from, Authentication user) {
		Run run = ended(this.reads.run(user, app, number));
		Run older = other(user, run, with).orElseThrow(() -> new NotVisibleException("earlier good run with a log"));
		return compare(older, run, from, user);
	}

	private static Run ended(Run run) {
		if (!run.ended()) {
			throw new RefusedRequestException(HttpStatus.CONFLICT, Sentence.of("problem.compare.active", run.number()));
		}
		return run;
	}

	/**
	 * The run that is named, or else the last good one that did the same and has a log.
	 */
	private Optional<Run> other(Authentication user, Run run, long with) {
		if (with != 0) {
			return Optional.of(ended(this.reads.run(user, run.app(), with)));
		}
		return this.runs.goodBefore(run, LOOKED_AT).stream().filter((good) -> good.logRemovedAt() == null).findFirst();
	}

	private Answer compare(Run older, Run run, int from, Authentication user) {
		Comparisons.Part part = this.comparisons.part(older, run, from, user.getName());
		return Answer.of(older.number(), run.number(), part,
				new Markers(this.outlines.markers(older), this.outlines.markers(run)));
	}

	/**
	 * The texts that replace markers of groups in both logs.
	 *
	 * @param older by lines of the run that is compared with
	 * @param newer by lines of the run that is looked at
	 */
	private record Markers(Map<Long, String> older, Map<Long, String> newer) {

		@Nullable String of(Unified.Row row) {
			return (row.newLine() >= 0) ? this.newer.get((long) row.newLine()) : this.older.get((long) row.oldLine());
		}

	}

	/**
	 * A part of a comparison; lines count from 0.
	 *
	 * @param with number of the run that is compared with
	 * @param run number of the run that is looked at
	 * @param changes how many stretches differ
	 * @param removed how many lines only the other run has
	 * @param added how many lines only this run has
	 * @param equal how many lines both have
	 * @param whole whether all lines of both count
	 * @param aligned false if the logs are too different to align: lines that belong
	 * together may stand apart
	 * @param rows what is shown
	 * @param next what {@code from} is for the part that follows, or null after the last
	 */
	record Answer(long with, long run, int changes, int removed, int added, int equal, boolean whole, boolean aligned,
			List<Shown> rows, @Nullable Integer next) {

		static Answer of(long with, long run, Comparisons.Part part, Markers markers) {
			Comparison comparison = part.comparison();
			List<Unified.Row> rows = part.unified().rows();
			return new Answer(with, run, comparison.hunks().size(), comparison.removed(), comparison.added(),
					comparison.equal(), comparison.whole(), comparison.aligned(),
					IntStream.range(0, rows.size())
						.mapToObj((i) -> Shown.of(rows.get(i), part.texts().get(i), markers.of(rows.get(i))))
						.toList(),
					part.unified().next());
		}

	}

	/**
	 * A row of a comparison.
	 *
	 * @param kind {@code equal}, {@code folded}, {@code removed}, {@code more-removed},
	 * {@code added} or {@code more-added}
	 * @param oldLine number of its first line in the log of the other run, or null
	 * @param newLine number of its first line in the log of this run, or null
	 * @param count how many lines it stands for
	 * @param text the text of the line, or null if it stands for lines that are not shown
	 * @param group the name of the group that the line begins, "" if it ends one, or null
	 */
	record Shown(@Schema(allowableValues = {
			"equal", "folded", "removed", "more-removed", "added", "more-added" }) String kind,
			@Nullable Integer oldLine, @Nullable Integer newLine, int count, @Nullable String text,
			@Nullable String group){

		static Shown of(Unified.Row row, String text, @Nullable String group) {
			return new Shown(row.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
					(row.oldLine() >= 0) ? row.oldLine() : null, (row.newLine() >= 0) ? row.newLine() : null,
					row.count(), row.hasText() ? text : null, row.hasText() ? group : null);
		}

	}

}
