package io.strapper.secret;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Where the value of a secret comes from. Nothing here holds a value.
 *
 * @param name the variable that gets the value
 * @param kind what {@code place} is
 * @param place a file, a variable of the server, or a credential of systemd
 */
public record SecretSource(String name, Kind kind, String place) {

	/** Most bytes of a value. */
	private static final int LONGEST = 8192;

	private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@-]*");

	private static final Set<PosixFilePermission> OTHERS = Set.of(PosixFilePermission.GROUP_READ,
			PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

	/** The file {@code secrets/NAME} in the app's folder. */
	public static SecretSource file(String name) {
		return new SecretSource(name, Kind.FILE, "secrets/" + name);
	}

	/**
	 * Reads what an app.yml says.
	 * @param name the variable that gets the value
	 * @param key {@code file}, {@code env} or {@code credential}
	 * @param place where the value is
	 * @return empty if that is no source
	 */
	public static Optional<SecretSource> parse(String name, String key, String place) {
		return switch (key) {
			case "file" -> place.isBlank() || place.indexOf('\0') >= 0 ? Optional.empty()
					: Optional.of(new SecretSource(name, Kind.FILE, place));
			case "env" -> WORD.matcher(place).matches() ? Optional.of(new SecretSource(name, Kind.VARIABLE, place))
					: Optional.empty();
			case "credential" -> WORD.matcher(place).matches()
					? Optional.of(new SecretSource(name, Kind.CREDENTIAL, place)) : Optional.empty();
			default -> Optional.empty();
		};
	}

	/**
	 * Reads the value.
	 * @param folder the app's folder
	 * @param server the server's environment
	 * @return the value, without one line end behind it
	 * @throws UnusableSecretException if there is no usable value
	 */
	Secret read(Path folder, Map<String, String> server) throws UnusableSecretException {
		byte[] bytes = switch (this.kind) {
			case FILE -> ofFile(folder.resolve(this.place), true);
			case VARIABLE -> ofVariable(server.get(this.place));
			case CREDENTIAL -> ofCredential(server.get("CREDENTIALS_DIRECTORY"));
		};
		return usable(withoutLineEnd(bytes));
	}

	private byte[] ofVariable(@Nullable String value) throws UnusableSecretException {
		if (value == null) {
			throw unusable("the server has no environment variable %s. Set it, or name another source.", this.place);
		}
		return value.getBytes(StandardCharsets.UTF_8);
	}

	private byte[] ofCredential(@Nullable String directory) throws UnusableSecretException {
		if (directory == null) {
			throw unusable("the server has no credentials. Add LoadCredential=%s:… to its unit.", this.place);
		}
		return ofFile(Path.of(directory, this.place), false);
	}

	private byte[] ofFile(Path file, boolean ours) throws UnusableSecretException {
		try {
			if (Files.exists(file) && !Files.isRegularFile(file)) {
				throw unusable("%s is not a file. Replace it with a file.", this.place);
			}
			if (ours && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
				throw unusable("other users of this machine can read %s. Run `chmod 600 %s`.", this.place, this.place);
			}
			try (InputStream in = Files.newInputStream(file)) {
				return in.readNBytes(LONGEST + 3);
			}
		}
		catch (NoSuchFileException ex) {
			throw unusable("%s does not exist. Write the value into it (mode 0600).", this.place);
		}
		catch (IOException | UnsupportedOperationException ex) {
			throw unusable("%s cannot be read. Check its owner and permissions.", this.place);
		}
	}

	private static byte[] withoutLineEnd(byte[] bytes) {
		String text = new String(bytes, StandardCharsets.ISO_8859_1);
		return text.replaceFirst("\r?\n\\z", "").getBytes(StandardCharsets.ISO_8859_1);
	}

	private Secret usable(byte[] bytes) throws UnusableSecretException {
		if (bytes.length > LONGEST) {
			throw unusable("its value is longer than %d bytes. Pass a file instead.", LONGEST);
		}
		for (byte next : bytes) {
			if (next == 0) {
				throw unusable("its value contains a NUL character. Remove it.");
			}
		}
		Secret secret = new Secret(this.name, bytes);
		if (!secret.isLongEnough()) {
			throw unusable("its value is shorter than %d characters, so it could not be hidden in logs without hiding "
					+ "other text. Use a longer one, or put it into environment.", Encodings.SHORTEST);
		}
		return secret;
	}

	private UnusableSecretException unusable(String sentence, Object... arguments) {
		return new UnusableSecretException("Secret %s: %s".formatted(this.name, sentence.formatted(arguments)));
	}

	/** The kinds of sources. */
	public enum Kind {

		/** A file: a path, absolute or below the app's folder. */
		FILE,

		/** An environment variable of the server. */
		VARIABLE,

		/** A file in the directory of systemd's credentials. */
		CREDENTIAL

	}

}
