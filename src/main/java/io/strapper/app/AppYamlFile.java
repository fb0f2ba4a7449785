package io.strapper.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The {@code app.yml} of one app, parsed again only when the file may have changed. Not
 * thread-safe.
 */
final class AppYamlFile {

	private static final int MAX_BYTES = 64 * 1024;

	private @Nullable FileStat stat;

	private AppYaml yaml = AppYaml.NONE;

	/**
	 * Reads the file if it may have changed.
	 * @param folder the app's folder
	 * @return null if there is none
	 * @throws IOException if that cannot be told
	 */
	@Nullable AppYaml read(Path folder) throws IOException {
		Path file = folder.resolve("app.yml");
		FileStat now = FileStat.of(file);
		if (now == null) {
			this.stat = null;
			return missing(folder, file);
		}
		if (!now.equals(this.stat)) {
			// A file that has just changed may change again without another time in stat
			boolean rested = now.isRested(Instant.now());
			this.yaml = parse(folder, file, now);
			this.stat = rested ? now : null;
		}
		return this.yaml;
	}

	private @Nullable AppYaml missing(Path folder, Path file) throws IOException {
		if (Files.isSymbolicLink(file)) {
			return AppYaml.broken("app.yml is a link to a file that doesn't exist. Fix the link.");
		}
		if (FileStat.of(folder.resolve("app.yaml")) != null) {
			return AppYaml.broken("app.yaml is ignored. Rename it to app.yml.");
		}
		return null;
	}

	private AppYaml parse(Path folder, Path file, FileStat stat) {
		if (!stat.isFile()) {
			return AppYaml.broken("app.yml is not a file. Replace it with a text file.");
		}
		if (stat.worldWritable()) {
			return AppYaml.broken("Anyone on this machine can change app.yml. Run `chmod o-w apps/%s/app.yml`."
				.formatted(folder.getFileName()));
		}
		try (InputStream in = Files.newInputStream(file)) {
			byte[] bytes = in.readNBytes(MAX_BYTES + 1);
			if (bytes.length > MAX_BYTES) {
				return AppYaml.broken("app.yml is longer than 64 KiB. Shorten it.");
			}
			return AppYamlParser.parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
		}
		catch (CharacterCodingException ex) {
			return AppYaml.broken("app.yml is not UTF-8. Save it as UTF-8.");
		}
		catch (IOException ex) {
			return AppYaml.broken("app.yml cannot be read. Check its owner and permissions.");
		}
	}

}
