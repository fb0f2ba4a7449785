package io.strapper.feed;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.strapper.app.App;
import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.language.Language;
import io.strapper.language.Texts;
import io.strapper.live.Logs;
import io.strapper.live.RunView;
import io.strapper.run.Run;
import io.strapper.run.Runs;
import io.strapper.security.AppRules;

import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Feeds of the runs that a token may see. */
@RestController
class FeedController {

	private static final String ATOM = "application/atom+xml;charset=UTF-8";

	/** Entries of a feed. */
	private static final int MOST = 50;

	private final Apps apps;

	private final Runs runs;

	private final Logs logs;

	private final AppRules rules;

	FeedController(Apps apps, Runs runs, Logs logs, AppRules rules) {
		this.apps = apps;
		this.runs = runs;
		this.logs = logs;
		this.rules = rules;
	}

	/** The newest runs of an app; an app that may not be seen is not there. */
	@GetMapping("/apps/{app}/runs.atom")
	ResponseEntity<byte[]> ofApp(@PathVariable String app, Authentication user, Locale locale, WebRequest request) {
		Optional<AppId> id = AppId.parse(app)
			.filter((it) -> this.rules.maySee(user, it) && this.apps.access(it).isPresent());
		if (id.isEmpty()) {
			return ResponseEntity.notFound().build();
		}
		Texts texts = new Texts(Language.of(locale));
		String page = base() + "/apps/" + id.get();
		List<Run> newest = this.runs.history(id.get(), null, MOST);
		return answer(new AtomFeed(texts.text("feed.title", name(id.get())), page + "/runs.atom", page,
				entries(newest, texts)), request);
	}

	/** The newest runs of all apps that may be seen. */
	@GetMapping("/runs.atom")
	ResponseEntity<byte[]> ofAll(Authentication user, Locale locale, WebRequest request) {
		Texts texts = new Texts(Language.of(locale));
		List<Run> newest = this.runs.newestOfEach(MOST)
			.entrySet()
			.stream()
			.filter((app) -> this.rules.maySee(user, app.getKey()))
			.flatMap((app) -> app.getValue().stream())
			.sorted(Comparator.comparing(Run::startedAt).reversed())
			.limit(MOST)
			.toList();
		return answer(new AtomFeed(texts.text("feed.title", "Strapper"), base() + "/runs.atom", base() + "/activity",
				entries(newest, texts)), request);
	}

	private static ResponseEntity<byte[]> answer(AtomFeed feed, WebRequest request) {
		return Tagged.answer(feed.xml(), ATOM, true, request);
	}

	private static String base() {
		return ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
	}

	private String name(AppId app) {
		return this.apps.find(app).map(App::name).orElseGet(app::value);
	}

	private List<AtomFeed.Entry> entries(List<Run> newest, Texts texts) {
		return newest.stream().map((run) -> entry(run, this.logs.view(run), texts)).toList();
	}

	private AtomFeed.Entry entry(Run run, RunView view, Texts texts) {
		Instant updated = (run.finishedAt() != null) ? run.finishedAt() : run.startedAt();
		return new AtomFeed.Entry(base() + "/apps/" + run.app() + "/runs/" + run.number(),
				view.stateText(texts) + ": " + name(run.app()) + " #" + run.number(), run.startedBy(), view.status(),
				run.startedAt(), updated, summary(view, texts));
	}

	/** With no more than the run's page shows, under the mask of now. */
	private static String summary(RunView view, Texts texts) {
		boolean ended = view.finishedAt() != null;
		return Stream
			.of(ended ? view.outcome(texts) : texts.text("live.status." + view.status()), view.reason(),
					(view.trigger() != null) ? view.trigger().text(texts) : null,
					(view.firstError() != null) ? texts.text("feed.first-error", view.firstError().text()) : null)
			.filter(Objects::nonNull)
			.collect(Collectors.joining(" · "));
	}

}
