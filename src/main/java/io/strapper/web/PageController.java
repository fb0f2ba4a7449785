package io.strapper.web;

import java.util.List;
import java.util.Map;

import io.strapper.app.AppId;
import io.strapper.dashboard.AppView;
import io.strapper.live.Answer;
import io.strapper.live.LogPages;
import io.strapper.live.Logs;
import io.strapper.live.NotVisibleException;
import io.strapper.live.Outlines;
import io.strapper.live.RunView;
import io.strapper.log.Delta;
import io.strapper.log.FrozenPages;
import io.strapper.run.Run;
import io.strapper.terminal.HtmlRenderer;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The deploy-log pages, whole without JavaScript. */
@Controller
class PageController {

	/**
	 * Lines of a page as the server renders it; the page asks for as many in its
	 * snapshots.
	 */
	static final int PAGE_LINES = 500;

	private static final int HISTORY = 20;

	private final AuthorizedReads reads;

	private final Logs logs;

	private final LogPages pages;

	private final Outlines outlines;

	private final ObjectProvider<Answer> answers;

	PageController(AuthorizedReads reads, Logs logs, LogPages pages, Outlines outlines,
			ObjectProvider<Answer> answers) {
		this.reads = reads;
		this.logs = logs;
		this.pages = pages;
		this.outlines = outlines;
		this.answers = answers;
	}

	@GetMapping("/apps/{app}")
	String newestRun(@PathVariable AppId app, Authentication user, Model model) {
		AppView view = this.reads.app(user, app);
		Run run = (view.run() != null) ? this.reads.run(user, app, view.run().number()) : null;
		return page(view, run, false, user, model);
	}

	@GetMapping("/apps/{app}/runs/{number}")
	String pinnedRun(@PathVariable AppId app, @PathVariable long number, Authentication user, Model model) {
		return page(this.reads.app(user, app), this.reads.run(user, app, number), true, user, model);
	}

	/** An earlier part of a log, for browsers without JavaScript. */
	@GetMapping("/apps/{app}/runs/{number}/lines/{page}")
	String lines(@PathVariable AppId app, @PathVariable long number, @PathVariable long page, Authentication user,
			Model model) {
		AppView view = this.reads.app(user, app);
		Run run = this.reads.run(user, app, number);
		Delta end = this.logs.snapshot(run, PAGE_LINES, this.answers.getObject());
		if (page < 0 || page > (end.lineCount() - 1) / FrozenPages.PAGE_LINES) {
			throw new NotVisibleException("page of lines");
		}
		long last = (end.firstLine() - 1) / FrozenPages.PAGE_LINES;
		if (end.firstLine() == 0 || page > last) {
			return "redirect:/apps/" + app + "/runs/" + number;
		}
		model.addAttribute("app", view);
		model.addAttribute("run", this.logs.view(run));
		model.addAttribute("markers", this.outlines.markers(run));
		model.addAttribute("page", page);
		model.addAttribute("lastPage", last);
		model.addAttribute("lines", this.pages.page(run, page, this.answers.getObject()));
		return "lines";
	}

	private String page(AppView app, @Nullable Run run, boolean pinned, Authentication user, Model model) {
		List<RunView> history = this.reads.history(user, new AppId(app.id()), Long.MAX_VALUE, HISTORY + 1);
		model.addAttribute("app", app);
		model.addAttribute("pinned", pinned);
		model.addAttribute("history", history.subList(0, Math.min(HISTORY, history.size())));
		model.addAttribute("moreHistory", history.size() > HISTORY);
		model.addAttribute("markers", (run != null) ? this.outlines.markers(run) : Map.of());
		model.addAttribute("run", (run != null) ? this.logs.view(run) : null);
		model.addAttribute("snapshot", (run != null && run.logRemovedAt() == null)
				? this.logs.snapshot(run, PAGE_LINES, this.answers.getObject()) : null);
		model.addAttribute("rendererVersion", HtmlRenderer.VERSION);
		return "run";
	}

}
