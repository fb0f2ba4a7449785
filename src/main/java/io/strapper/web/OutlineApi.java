package io.strapper.web;

import java.util.List;

import io.strapper.app.AppId;
import io.strapper.live.Outlines;
import io.strapper.live.TimedGroup;
import io.strapper.outline.Finding;
import io.strapper.outline.Outline;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the lines of one run's log tell: its groups, its errors, its warnings. */
@RestController
@RequestMapping("/api/apps/{app}/runs/{number}")
class OutlineApi {

	private final AuthorizedReads reads;

	private final Outlines outlines;

	OutlineApi(AuthorizedReads reads, Outlines outlines) {
		this.reads = reads;
		this.outlines = outlines;
	}

	/** The groups of lines, in order. */
	@GetMapping("/groups")
	ResponseEntity<List<TimedGroup>> groups(@PathVariable AppId app, @PathVariable long number, Authentication user) {
		return fresh(this.outlines.groups(this.reads.run(user, app, number)));
	}

	/** The lines that tell of errors and that warn. */
	@GetMapping("/errors")
	ResponseEntity<Findings> errors(@PathVariable AppId app, @PathVariable long number, Authentication user) {
		Outline outline = this.outlines.of(this.reads.run(user, app, number));
		return fresh(new Findings(outline.errors(), outline.warnings()));
	}

	private static <T> ResponseEntity<T> fresh(T body) {
		return ResponseEntity.ok().cacheControl(CacheControl.noCache().cachePrivate()).body(body);
	}

	/**
	 * Lines that a reader steps through, in order.
	 *
	 * @param errors at most 1,000 lines that tell of errors
	 * @param warnings at most 1,000 lines that warn
	 */
	record Findings(List<Finding> errors, List<Finding> warnings) {
	}

}
