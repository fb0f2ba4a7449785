package io.strapper.web;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.strapper.app.Action;
import io.strapper.app.App;
import io.strapper.app.AppId;
import io.strapper.live.RunView;
import org.jspecify.annotations.Nullable;

/**
 * An app as pages and JSON show it to one user.
 *
 * @param id the identifier
 * @param name what people call it
 * @param description one line, or null
 * @param url where the app is reached, or null
 * @param problems what is wrong with its folder, a sentence each
 * @param actions labels of the actions that can be run, in the order of their buttons
 * @param mayPress whether this user may press the buttons
 * @param run the newest run, or null if there was none
 */
record AppView(@JsonProperty("app") String id, String name, @Nullable String description, @Nullable String url,
		List<String> problems, List<String> actions, boolean mayPress, @Nullable RunView run) {

	static AppView of(App app, boolean mayPress, @Nullable RunView run) {
		List<String> actions = app.actions().isEmpty() ? List.of()
				: EnumSet.copyOf(app.actions()).stream().map(Action::label).toList();
		return new AppView(app.id().value(), app.name(), app.description(), app.url(), app.problems(), actions,
				mayPress, run);
	}

	/** The same app, of which there is more to be told. */
	AppView with(List<String> problems) {
		List<String> all = Stream.of(this.problems, problems).flatMap(List::stream).toList();
		return new AppView(this.id, this.name, this.description, this.url, all, this.actions, this.mayPress, this.run);
	}

	/** An app whose folder is gone: its history stays readable. */
	static AppView removed(AppId id, @Nullable RunView run) {
		return new AppView(id.value(), id.value(), null, null,
				List.of("This app's folder was removed. Its run history is kept."), List.of(), false, run);
	}

}
