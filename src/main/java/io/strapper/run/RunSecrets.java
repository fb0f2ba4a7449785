package io.strapper.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.strapper.app.App;
import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.home.Home;
import io.strapper.log.Masks;
import io.strapper.node.Node;
import io.strapper.secret.LogMasks;
import io.strapper.secret.Secret;
import io.strapper.secret.Secrets;
import org.jspecify.annotations.Nullable;
import io.strapper.secret.UnusableSecretException;

import org.springframework.stereotype.Component;

/** The secrets that runs are given, and that are hidden in their logs. */
@Component
public class RunSecrets {

	private final LogMasks masks;

	private final Apps apps;

	private final Home home;

	RunSecrets(Apps apps, Home home, Node node) {
		this.masks = new LogMasks(node.clustered());
		this.apps = apps;
		this.home = home;
	}

	/** What is hidden in the log of a run. */
	public Masks masks(AppId app, long number) {
		return this.masks.of(folder(app, number), app.value(), () -> secrets(app));
	}

	/**
	 * Reads the secrets of a run that is about to start, and has them hidden in its log
	 * from now on.
	 * @throws UnusableSecretException if one has no usable value
	 * @throws IOException if it cannot be kept what is to be hidden
	 */
	public List<Secret> give(App app, Run run) throws UnusableSecretException, IOException {
		List<Secret> values = app.secrets().read();
		this.masks.given(folder(run.app(), run.number()), run.app().value(), () -> secrets(run.app()), values);
		return values;
	}

	/**
	 * Hides in the sentences of a run what its log hides now: they may quote a question
	 * that was recorded before a secret was added.
	 */
	Run hide(Run run) {
		return (quotes(run.reason()) || quotes(run.warning()))
				? run.saying(hidden(run, run.reason()), hidden(run, run.warning())) : run;
	}

	/** Other sentences are not of the log. */
	private static boolean quotes(@Nullable String sentence) {
		return sentence != null && sentence.indexOf('“') >= 0;
	}

	private @Nullable String hidden(Run run, @Nullable String sentence) {
		return (sentence != null) ? masks(run.app(), run.number()).mask().hide(sentence) : null;
	}

	private Path folder(AppId app, long number) {
		return RunDirectory.of(this.home, app, number).path();
	}

	private Secrets secrets(AppId app) {
		return this.apps.find(app).map(App::secrets).orElse(Secrets.NONE);
	}

}
