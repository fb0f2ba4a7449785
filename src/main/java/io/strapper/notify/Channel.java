package io.strapper.notify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.strapper.app.NoticeChannel;
import io.strapper.app.NoticeEvent;
import io.strapper.app.PrivateFile;
import org.jspecify.annotations.Nullable;

/**
 * A channel and whose it is.
 *
 * @param owner the identifier of its app, or {@code ""} for a channel of the server
 * @param settings its settings
 * @param apps the identifiers of the apps whose runs are told; empty: all
 */
record Channel(String owner, NoticeChannel settings, Set<String> apps) {

	/** The owner of the server's channels. */
	static final String SERVER = "";

	Channel {
		apps = Set.copyOf(apps);
	}

	public String name() {
		return this.settings.name();
	}

	public String kind() {
		return this.settings.kind().label();
	}

	/** Labels of what is told. */
	public List<String> told() {
		return this.settings.on().stream().sorted().map(NoticeEvent::label).toList();
	}

	/** Whether it is of the server: whoever configures it also allows addresses. */
	boolean isOfServer() {
		return this.owner.equals(SERVER);
	}

	/** Whether the runs of an app are told. */
	boolean isFor(String app) {
		return this.apps.isEmpty() || this.apps.contains(app);
	}

	/** What is wrong with its files: a sentence, or null if nothing is. */
	public @Nullable String problem() {
		return Stream.of(this.settings.urlFile(), this.settings.secretFile(), this.settings.tokenFile())
			.flatMap(Stream::ofNullable)
			.flatMap((file) -> Stream.ofNullable(file(file).problem()))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Reads a secret.
	 * @throws UndeliveredException if its file cannot be used
	 */
	String secret(Path path) throws UndeliveredException {
		PrivateFile file = file(path);
		String problem = file.problem();
		if (problem != null) {
			throw new UndeliveredException(problem);
		}
		try {
			return file.text();
		}
		catch (IOException ex) {
			throw new UndeliveredException("%s cannot be read.".formatted(file.name()));
		}
	}

	private PrivateFile file(Path path) {
		return new PrivateFile(path,
				isOfServer() ? path.toString() : "apps/%s/%s".formatted(this.owner, path.getFileName()));
	}

}
