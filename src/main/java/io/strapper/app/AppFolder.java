package io.strapper.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.strapper.secret.SecretSource;
import io.strapper.secret.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * One folder below {@code apps/}, read as an app. Each problem becomes a sentence. An
 * executable that would not start, or that everybody may write, gets no button. Not
 * thread-safe.
 *
 * <p>
 * Symbolic links are followed, to the folder ({@code apps/blog -> /srv/blog}) and to the
 * files in it: whoever can make one there can also put a program there. Their targets
 * need the same permissions.
 */
final class AppFolder {

	private static final AppYaml GONE = AppYaml
		.broken("app.yml is missing, so only administrators can see this app. Put it back, or add one that sets "
				+ "just its name, e.g. `name: Blog`, to open it to every user.");

	private final AppId id;

	private final Path path;

	private final AppYamlFile yamlFile = new AppYamlFile();

	private final FolderNames names = new FolderNames();

	AppFolder(AppId id, Path path) {
		this.id = id;
		this.path = path;
	}

	/**
	 * Reads the folder.
	 * @param known what is remembered of the app, or null if it was never seen
	 * @param news is told that the folder is read
	 * @param now the time, by the clock that only counts
	 * @return the app and what to remember of it from now on, or null if there is no such
	 * folder
	 */
	@Nullable Reading read(@Nullable KnownApp known, FolderNews news, long now) {
		try {
			FileStat stat = FileStat.of(this.path);
			if (stat == null || !stat.isFolder()) {
				return null;
			}
			news.reading(this.id, this.path, stat, now);
			this.names.look(this.path, stat);
			if (this.names.areLinked()) {
				news.linked(this.id);
			}
			if (stat.worldWritable()) {
				return unreadable("Anyone on this machine can change this folder. Run `chmod o-w apps/%s`.", known);
			}
			boolean yaml = this.names.contain("app.yml") || this.names.contain("app.yaml");
			AppYaml found = yaml ? this.yamlFile.read(this.path) : null;
			news.named(this.id, (found != null) ? named(found) : Set.of());
			return readable(found, known);
		}
		catch (IOException ex) {
			return unreadable("The folder apps/%s cannot be read. Check its owner and permissions.", known);
		}
	}

	/** The files that an app.yml names, and whose state is told. */
	private Set<Path> named(AppYaml yaml) {
		Stream<Path> secrets = yaml.secrets()
			.stream()
			.filter((source) -> source.kind() == SecretSource.Kind.FILE)
			.map((source) -> this.path.resolve(source.place()));
		return Stream
			.concat(Stream.ofNullable(hook(yaml)).map(AppHook::secretFile).flatMap(Stream::ofNullable), secrets)
			.map(Path::normalize)
			.collect(Collectors.toSet());
	}

	private Reading unreadable(String problem, @Nullable KnownApp known) {
		AppYaml yaml = AppYaml.broken(problem.formatted(this.id));
		return new Reading(app(yaml, Set.of(), List.of()),
				(known != null) ? known : new KnownApp(false, AppAccess.CLOSED));
	}

	private Reading readable(@Nullable AppYaml found, @Nullable KnownApp known) {
		boolean configured = known != null && known.configured();
		AppYaml yaml = (found != null) ? found : (configured ? GONE : AppYaml.NONE);
		Set<Action> actions = EnumSet.noneOf(Action.class);
		List<String> problems = new ArrayList<>();
		for (Action action : Action.values()) {
			look(action, actions, problems);
		}
		Optional.ofNullable(hook(yaml))
			.map(AppHook::secretFile)
			.map((file) -> HookSecret.problem(this.id, file))
			.ifPresent(problems::add);
		List<String> unusable = secrets(yaml).problems();
		problems.addAll(unusable);
		App app = app(yaml, yaml.broken() || !unusable.isEmpty() ? Set.of() : actions, problems);
		// The last readable settings stay: `rm -r` may begin with app.yml.
		KnownApp remembered = (yaml.broken() && known != null && configured) ? known
				: new KnownApp(found != null, yaml.access());
		return new Reading(app, remembered);
	}

	private void look(Action action, Set<Action> actions, List<String> problems) {
		Path file = this.path.resolve(action.label());
		try {
			FileStat stat = this.names.contain(action.label()) ? FileStat.of(file) : null;
			String problem = (stat != null) ? problem(action, file, stat) : absence(action, file);
			if (problem != null) {
				problems.add(problem);
			}
			else if (stat != null) {
				actions.add(action);
			}
		}
		catch (IOException ex) {
			problems.add("%s cannot be read. Check its owner and permissions.".formatted(action.label()));
		}
	}

	private @Nullable String problem(Action action, Path file, FileStat stat) {
		String name = action.label();
		if (!stat.isFile()) {
			return "%s is not a file. Replace it with an executable file, or remove it.".formatted(name);
		}
		if (stat.worldWritable()) {
			return "Anyone on this machine can change %s. Run `chmod o-w apps/%s/%s`.".formatted(name, this.id, name);
		}
		if (!Files.isExecutable(file)) {
			return stat.executable()
					? "%s cannot be run by the server's user. Check its owner, and that its disk is not mounted noexec."
						.formatted(name)
					: "%s is not executable. Run `chmod +x apps/%s/%s`.".formatted(name, this.id, name);
		}
		return null;
	}

	private @Nullable String absence(Action action, Path file) {
		if (this.names.contain(action.label()) && Files.isSymbolicLink(file)) {
			return "%s is a link to a file that doesn't exist. Fix or remove the link.".formatted(action.label());
		}
		return (action == Action.DEPLOY)
				? "deploy is missing. Add an executable file named deploy to apps/%s.".formatted(this.id) : null;
	}

	private App app(AppYaml yaml, Set<Action> actions, List<String> problems) {
		List<String> all = new ArrayList<>(yaml.problems());
		all.addAll(problems);
		return new App(this.id, (yaml.name() != null) ? yaml.name() : this.id.value(), yaml.description(), yaml.url(),
				yaml.labels(), this.path, actions, yaml.timeout(), yaml.silenceTimeout(), yaml.keep(),
				yaml.environment(), secrets(yaml), yaml.access(), all, hook(yaml),
				yaml.channels().stream().map((channel) -> channel.in(this.path)).toList(), yaml.badge(), yaml.nodes());
	}

	private @Nullable AppHook hook(AppYaml yaml) {
		return (yaml.hook() != null) ? yaml.hook().in(this.path) : null;
	}

	private Secrets secrets(AppYaml yaml) {
		return yaml.secrets().isEmpty() ? Secrets.NONE : new Secrets(this.path, yaml.secrets());
	}

	/**
	 * An app and what to remember of it.
	 *
	 * @param app the app
	 * @param known what to remember
	 */
	record Reading(App app, KnownApp known) {

	}

}
