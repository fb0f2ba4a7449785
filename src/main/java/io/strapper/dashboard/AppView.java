package io.strapper.dashboard;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.strapper.app.Action;
import io.strapper.app.App;
import io.strapper.app.AppId;
import io.strapper.language.Texts;
import io.strapper.live.RunView;
import io.strapper.run.Run;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An app as pages and JSON show it to one user.
 *
 * @param id the identifier
 * @param name what people call it
 * @param description one line, or null
 * @param url where the app is reached, or null
 * @param labels what it belongs to, the most important first
 * @param state label of an {@link AppState}
 * @param problems what is wrong with its folder, a sentence each
 * @param actions labels of the actions that can be run, in the order of their buttons
 * @param mayPress whether this user may press the buttons
 * @param run the newest run, or null if there was none
 */
public record AppView(@JsonProperty("app") String id, String name, @Nullable String description, @Nullable String url,
		List<String> labels, @Schema(allowableValues = {
				"failed", "broken", "waiting", "running", "cancelled", "deployed", "stopped", "never" }) String state,
		List<String> problems,
		@ArraySchema(schema = @Schema(allowableValues = { "deploy", "stop", "destroy" })) List<String> actions,
		boolean mayPress, @Nullable RunView run){

	/**
	 * An app as it is.
	 * @param mayPress whether the user may press the buttons
	 * @param newest the newest run, or null
	 * @param view the same as it is shown, or null
	 */
	public static AppView of(App app, boolean mayPress, @Nullable Run newest, @Nullable RunView view) {
		List<String> actions = app.actions().isEmpty() ? List.of()
				: EnumSet.copyOf(app.actions()).stream().map(Action::label).toList();
		return new AppView(app.id().value(), app.name(), app.description(), app.url(), app.labels(),
				AppState.of(app, newest).label(), app.problems(), actions, mayPress, view);
	}

	/**
	 * The same app, of which there is more to be told.
	 * @param problems more sentences
	 */
	public AppView with(List<String> problems) {
		List<String> all = Stream.of(this.problems, problems).flatMap(List::stream).toList();
		return new AppView(this.id, this.name, this.description, this.url, this.labels, this.state, all, this.actions,
				this.mayPress, this.run);
	}

	/** An app whose folder is gone: its history stays readable. */
	public static AppView removed(AppId id, @Nullable RunView run) {
		return new AppView(id.value(), id.value(), null, null, List.of(), AppState.BROKEN.label(),
				List.of("This app's folder was removed. Its run history is kept."), List.of(), false, run);
	}

	/** The state as people read it: {@code Failed to deploy}. */
	public String stateText(Texts texts) {
		if (this.state.equals("broken")) {
			return texts.text("apps.broken");
		}
		return (this.run != null) ? this.run.stateText(texts) : texts.text("live.status.none");
	}

	/** The name of the state's icon. */
	public String icon() {
		if (this.state.equals("broken")) {
			return "warning";
		}
		return (this.run != null) ? this.run.state() : "none";
	}

}
