package io.strapper.secret;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The secrets of one app.
 *
 * @param folder the app's folder
 * @param sources where their values come from
 */
public record Secrets(Path folder, List<SecretSource> sources) {

	/** None. */
	public static final Secrets NONE = new Secrets(Path.of(""), List.of());

	/** Most bytes of all values together, since their encodings are kept in memory. */
	private static final int MOST = 32 * 1024;

	public Secrets {
		sources = List.copyOf(sources);
	}

	/**
	 * Reads all values.
	 * @throws UnusableSecretException if one has no usable value
	 */
	public List<Secret> read() throws UnusableSecretException {
		List<Secret> secrets = new ArrayList<>();
		for (SecretSource source : this.sources) {
			secrets.add(source.read(this.folder, System.getenv()));
		}
		if (secrets.stream().mapToInt((secret) -> secret.bytes().length).sum() > MOST) {
			throw new UnusableSecretException("The secrets have more than 32 KiB together. Pass files instead.");
		}
		return secrets;
	}

	/** What is wrong with the values: one sentence for each that cannot be used. */
	public List<String> problems() {
		List<String> problems = new ArrayList<>();
		each((usable) -> {
		}, (problem) -> problems.add(String.valueOf(problem.getMessage())));
		return problems;
	}

	/**
	 * The values that can be read now: those are hidden. For the others the app's page
	 * says what is wrong, and no run gets them.
	 */
	List<SecretValue> usable() {
		List<SecretValue> usable = new ArrayList<>();
		each((secret) -> usable.add(secret.toValue()), (problem) -> {
		});
		return usable;
	}

	private void each(Consumer<Secret> usable, Consumer<UnusableSecretException> otherwise) {
		for (SecretSource source : this.sources) {
			try {
				usable.accept(source.read(this.folder, System.getenv()));
			}
			catch (UnusableSecretException ex) {
				otherwise.accept(ex);
			}
		}
	}

}
