package io.strapper.web;

import java.util.List;

import io.strapper.app.AppId;
import io.strapper.dashboard.AppView;
import io.strapper.live.Logs;
import io.strapper.live.Outlines;
import io.strapper.live.RunView;
import io.strapper.run.Run;
import io.swagger.v3.oas.annotations.media.Schema;

import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Apps and runs as JSON. */
@RestController
@RequestMapping("/api/apps")
class AppApi {

	private static final int MOST_RUNS = 1000;

	private final AuthorizedReads reads;

	private final Logs logs;

	private final Outlines outlines;

	AppApi(AuthorizedReads reads, Logs logs, Outlines outlines) {
		this.reads = reads;
		this.logs = logs;
		this.outlines = outlines;
	}

	/** One app, with its state and its newest run. */
	@GetMapping("/{app}")
	AppView app(@PathVariable AppId app, Authentication user) {
		return this.reads.app(user, app);
	}

	/**
	 * The runs of an app, newest first.
	 * @param before only runs with a lower number
	 * @param limit how many at most
	 */
	@GetMapping("/{app}/runs")
	List<RunView> runs(@PathVariable AppId app, @RequestParam(defaultValue = "9223372036854775807") long before,
			@RequestParam(defaultValue = "20") @Schema(minimum = "0", maximum = "" + MOST_RUNS) int limit,
			Authentication user) {
		return this.reads.history(user, app, before, Math.max(0, Math.min(limit, MOST_RUNS)));
	}

	/** One run. */
	@GetMapping("/{app}/runs/{number}")
	RunView run(@PathVariable AppId app, @PathVariable long number, Authentication user) {
		Run run = this.reads.run(user, app, number);
		this.outlines.prepare(run);
		return this.logs.view(run);
	}

}
