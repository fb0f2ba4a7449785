package io.strapper.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;

import io.strapper.home.OwnerOnly;

/**
 * The file {@code masks} in the folder of a run: the values that are hidden in its log,
 * and how far the log was searched for declarations. Mode 0600.
 *
 * @param searched how many bytes of the log were searched
 * @param values the values
 */
record KeptValues(long searched, Set<SecretValue> values) {

	static final String NAME = "masks";

	static final KeptValues NONE = new KeptValues(0, Set.of());

	KeptValues {
		values = Set.copyOf(values);
	}

	/**
	 * Reads the file.
	 * @param folder the run's folder
	 * @return {@link #NONE} if there is none
	 * @throws IOException if it cannot be read: the log must not be shown
	 */
	static KeptValues read(Path folder) throws IOException {
		try {
			long searched = 0;
			Set<SecretValue> values = new LinkedHashSet<>();
			for (String line : Files.readAllLines(folder.resolve(NAME), StandardCharsets.US_ASCII)) {
				String[] words = line.split(" ", 2);
				switch (words[0]) {
					case "searched" -> searched = Long.parseLong(words[1]);
					case "given", "declared" ->
						values.add(new SecretValue(Base64.getDecoder().decode(words[1]), words[0].equals("declared")));
					default -> throw new IOException("Line not understood");
				}
			}
			return new KeptValues(searched, values);
		}
		catch (NoSuchFileException ex) {
			return NONE;
		}
		catch (IllegalArgumentException | ArrayIndexOutOfBoundsException ex) {
			// Not the cause, whose message may quote a value
			throw new IOException("The file masks of a run is damaged");
		}
	}

	/**
	 * Writes the file, in one step.
	 * @param folder the run's folder
	 */
	void write(Path folder) throws IOException {
		StringBuilder text = new StringBuilder("searched " + this.searched + "\n");
		for (SecretValue value : this.values) {
			text.append(value.declared() ? "declared " : "given ")
				.append(Base64.getEncoder().encodeToString(value.bytes()))
				.append('\n');
		}
		// Another node may write it, too
		Path next = Files.createTempFile(folder, NAME, ".new", OwnerOnly.file());
		try {
			Files.write(next, text.toString().getBytes(StandardCharsets.US_ASCII));
			Files.move(next, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			Files.deleteIfExists(next);
		}
	}

	/** These values and others, which were found by another server. */
	KeptValues and(KeptValues others) {
		Set<SecretValue> all = new LinkedHashSet<>(this.values);
		all.addAll(others.values);
		return new KeptValues(Math.max(this.searched, others.searched), all);
	}

}
