package io.strapper.terminal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Logs without an end, made from a seed: {@code plain} text, text in {@code color}, and
 * {@code progress} as the tools of a deploy show it, of whose bytes an eighth are
 * escapes.
 */
public final class Corpus {

	private static final String[] WORDS = ("deploy build step image layer cache release server upload artifact checksum "
			+ "resolve dependency container network volume restart health check ready timeout retry queue worker route "
			+ "request response migrate schema index commit branch tag bundle asset compile test passed module package "
			+ "install fetch verify config secret rollout")
		.split(" ");

	private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")
		.withZone(ZoneOffset.UTC);

	private static final String SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";

	private static final String CSI = "\033[";

	private int seed = 20240607;

	private long clock = 1717000000000L;

	/** So many bytes of a kind of log. */
	public static byte[] of(String kind, int length) {
		Corpus corpus = new Corpus();
		Supplier<String> next = switch (kind) {
			case "plain" -> corpus::plainLine;
			case "color" -> corpus::colorLine;
			case "progress" -> corpus::progressBlock;
			default -> throw new IllegalArgumentException(kind);
		};
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(length + (1 << 16));
		while (bytes.size() < length) {
			bytes.writeBytes(next.get().getBytes(StandardCharsets.UTF_8));
		}
		return Arrays.copyOf(bytes.toByteArray(), length);
	}

	/** The next number from 0 to 1 (mulberry32). */
	private double random() {
		this.seed += 0x6d2b79f5;
		int t = (this.seed ^ this.seed >>> 15) * (1 | this.seed);
		t = t + (t ^ t >>> 7) * (61 | t) ^ t;
		return ((t ^ t >>> 14) & 0xFFFFFFFFL) / 4294967296.0;
	}

	private int number(int from, int to) {
		return from + (int) Math.floor(random() * (to - from + 1));
	}

	private String pick(String... choices) {
		return choices[(int) Math.floor(random() * choices.length)];
	}

	private String word() {
		return pick(WORDS);
	}

	private String hex(int digits) {
		StringBuilder hex = new StringBuilder();
		while (hex.length() < digits) {
			hex.append(Integer.toHexString(number(0, 15)));
		}
		return hex.toString();
	}

	private String sentence(int from, int to) {
		return sentence(number(from, to));
	}

	private String sentence(int words) {
		StringBuilder sentence = new StringBuilder(word());
		for (int i = 1; i < words; i++) {
			sentence.append(' ').append(word());
		}
		return sentence.toString();
	}

	private String path() {
		return "src/main/" + word() + "/" + word() + "/" + word() + number(1, 99) + "."
				+ pick("java", "ts", "go", "rs", "c");
	}

	private String stamp() {
		this.clock += number(1, 400);
		return STAMP.format(Instant.ofEpochMilli(this.clock));
	}

	private String plainLine() {
		double r = random();
		if (r < 0.01) {
			return stamp() + " INFO  " + word() + " naïve résumé — “" + sentence(3) + "” ✓ 日本語 " + number(1, 999) + "ms\n";
		}
		if (r < 0.05) {
			return stamp() + " DEBUG " + word() + " List<String> a = b && c < d; \"" + sentence(4) + "\"\n";
		}
		if (r < 0.10) {
			return "\tat com.example." + word() + "." + word() + "(" + word() + ".java:" + number(10, 900) + ")\n";
		}
		if (r < 0.13) {
			return "\n";
		}
		return stamp() + " " + pick("INFO ", "INFO ", "INFO ", "WARN ", "ERROR", "DEBUG") + " [" + word() + "-"
				+ number(1, 16) + "] com.example." + word() + "." + word() + " - " + sentence(3, 14) + " id=" + hex(12)
				+ "\n";
	}

	private static String sgr(String code, String text, String off) {
		return CSI + code + "m" + text + CSI + off + "m";
	}

	private static String sgr(String code, String text) {
		return sgr(code, text, "0");
	}

	private String colorLine() {
		return switch (number(0, 23)) {
			case 0, 1, 2 -> "[" + sgr("1;34", "INFO", "") + "] " + sentence(4, 12) + " "
					+ sgr("36", word() + "-plugin:" + number(1, 9)) + " " + sgr("1", "@ " + word()) + "\n";
			case 3 -> "[" + sgr("1;33", "WARNING", "") + "] " + path() + ":[" + number(1, 999) + "," + number(1, 80)
					+ "] " + sentence(4, 10) + "\n";
			case 4 -> "[" + sgr("1;31", "ERROR", "") + "] " + sgr("1;31", sentence(3, 8), "0;39") + " -> "
					+ sgr("1", path(), "22") + "\n";
			case 5, 6 -> "  " + sgr("32", "✓", "39") + " "
					+ sgr("90", sentence(3, 9) + " (" + number(1, 900) + " ms)", "39") + "\n";
			case 7 -> sgr("38;5;" + number(16, 231), word()) + " " + sgr("38;5;244", stamp()) + " " + sentence(3, 8)
					+ "\n";
			case 8 ->
				sgr("38;2;" + number(0, 255) + ";" + number(0, 255) + ";" + number(0, 255), sentence(3)) + " "
						+ sentence(3, 9) + "\n";
			case 9 -> sgr("1;32", "   Compiling") + " " + word() + " v" + number(0, 9) + "." + number(0, 30) + "."
					+ number(0, 9) + "\n";
			case 10 -> sgr("7;31", " FAIL ") + " " + path() + " " + sgr("2", "> " + sentence(3), "22") + "\n";
			case 11 -> sgr("42;30", " PASS ") + " " + sgr("2", "src/", "22") + sgr("1", word() + ".test.js", "22")
					+ " (" + number(1, 99) + " s)\n";
			case 12 -> sgr("4", "https://example.com/" + hex(8), "24") + " " + sgr("3;35", sentence(2), "23;39") + " "
					+ sentence(2, 6) + "\n";
			case 13 -> sgr("36", "+") + " " + word() + " " + sgr("9;31", "v" + number(1, 9) + ".0", "29;39") + " "
					+ sgr("48;5;236;97", " v" + number(1, 9) + ".1 ") + " <" + word() + "> & co\n";
			default -> plainLine();
		};
	}

	private String progressBlock() {
		if (random() < 0.5) {
			StringBuilder lines = new StringBuilder();
			for (int i = number(2, 30); i > 0; i--) {
				lines.append((random() < 0.5) ? plainLine() : colorLine());
			}
			return lines.toString();
		}
		return switch (number(0, 7)) {
			case 0 -> git();
			case 1 -> spinner();
			case 2 -> apt();
			case 3 -> curl();
			case 4 -> dockerPull();
			case 5 -> buildx();
			case 6 -> logUpdate();
			default -> pnpm();
		};
	}

	private String git() {
		StringBuilder out = new StringBuilder();
		for (String what : new String[] { "remote: Counting objects", "remote: Compressing objects",
				"Receiving objects", "Resolving deltas" }) {
			int objects = number(40, 4000);
			for (int p = 0; p <= 100; p += number(3, 9)) {
				out.append(what)
					.append(String.format(": %3d%% (%d/%d)", p, (long) objects * p / 100, objects))
					.append((what.charAt(0) == 'R')
							? ", " + number(1, 90) + ".0 MiB | " + number(1, 9) + ".2 MiB/s" : "")
					.append(what.startsWith("remote") ? CSI + "K" : "")
					.append('\r');
			}
			out.append(what)
				.append(": 100% (" + objects + "/" + objects + "), done.")
				.append(CSI)
				.append("K\n");
		}
		return out.toString();
	}

	private String spinner() {
		StringBuilder out = new StringBuilder(CSI + "?25l");
		String text = sentence(3);
		int frames = number(8, 40);
		for (int i = 0; i < frames; i++) {
			out.append(CSI + "2K" + CSI + "1G")
				.append(sgr("36", SPINNER.substring(i % 10, i % 10 + 1), "39"))
				.append(" " + text + "... " + i * 80 + "ms");
		}
		return out + CSI + "2K" + CSI + "1G" + sgr("32", "✔", "39") + " " + text + "\n" + CSI + "?25h";
	}

	private String apt() {
		StringBuilder out = new StringBuilder("(Reading database ... ");
		int files = number(20_000, 90_000);
		for (int p = 0; p <= 100; p += 5) {
			out.append("\r(Reading database ... " + p + "%");
		}
		out.append("\r(Reading database ... " + files + " files and directories currently installed.)\r\n");
		for (int i = 0; i < 8; i++) {
			out.append("\r" + number(1, 99) + "% [" + i + " " + word() + " " + number(1, 9) + "," + number(100, 999)
					+ " B/" + number(10, 99) + " kB " + number(1, 99) + "%]\r" + " ".repeat(40) + "\rGet:" + (i + 1)
					+ " http://example.com/debian stable/main " + word() + " amd64 " + number(1, 9) + "." + number(0, 9)
					+ " [" + number(1, 900) + " kB]\r\n");
		}
		return out.toString();
	}

	private String curl() {
		StringBuilder out = new StringBuilder(
				"  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n"
						+ "                                 Dload  Upload   Total   Spent    Left  Speed\n");
		for (int p = 0; p <= 100; p += number(4, 12)) {
			out.append(String.format("\r%3d 40.1M  %3d ", p, p))
				.append(number(10, 40) + ".1M    0     0  " + number(10, 99) + ".2M      0  0:00:0" + number(1, 9)
						+ "  0:00:0" + number(1, 9) + " --:--:-- " + number(10, 99) + ".5M");
		}
		return out + "\n";
	}

	private static String bar(double progress, int width) {
		int done = (int) Math.floor(progress * width);
		return "[" + "=".repeat(done) + ">" + " ".repeat(width - done) + "]";
	}

	private String dockerPull() {
		String[] ids = new String[number(4, 12)];
		StringBuilder out = new StringBuilder();
		for (int i = 0; i < ids.length; i++) {
			ids[i] = hex(12);
		}
		for (String id : ids) {
			out.append(id + ": Pulling fs layer\r\n");
		}
		double[] states = new double[ids.length];
		while (Arrays.stream(states).anyMatch((state) -> state < 2)) {
			int i = number(0, ids.length - 1);
			if (states[i] >= 2) {
				continue;
			}
			states[i] += 0.08 + random() * 0.2;
			int up = ids.length - i;
			out.append(CSI + up + "A" + CSI + "2K\r" + ids[i] + ": " + layer(states[i]) + " \r" + CSI + up + "B");
		}
		return out + "Digest: sha256:" + hex(64) + "\r\n";
	}

	private static String layer(double state) {
		if (state < 1) {
			return "Downloading " + bar(state, 50) + String.format(Locale.ROOT, "  %.2fMB/40MB", state * 40);
		}
		if (state < 2) {
			return "Extracting " + bar(state - 1, 50) + String.format(Locale.ROOT, "  %.2fMB/40MB", (state - 1) * 40);
		}
		return "Pull complete";
	}

	private String buildx() {
		String[] steps = new String[number(3, 14)];
		for (int i = 0; i < steps.length; i++) {
			steps[i] = "[" + (i + 1) + "/9] RUN " + sentence(2, 7);
		}
		StringBuilder out = new StringBuilder();
		int shown = 0;
		int last = number(5, 25);
		for (int frame = 0; frame <= last; frame++) {
			int done = (int) Math.floor((double) frame / last * steps.length);
			int show = Math.min(steps.length, done + 2);
			out.append((shown > 0) ? CSI + shown + "A" : "");
			out.append(CSI + "0G" + CSI + "?25l[+] Building " + seconds(frame) + "s (" + done + "/" + steps.length + ")"
					+ ((frame == last) ? " FINISHED" : "") + "\n");
			for (int i = 0; i < show; i++) {
				String step = String.format(" => %-60s ", steps[i]);
				out.append((i < done) ? CSI + "34m" + step + seconds(i) + "s\n" + CSI + "0m"
						: step + seconds(frame) + "s\n");
			}
			out.append(CSI + "?25h");
			shown = show + 1;
		}
		return out.toString();
	}

	private static String seconds(int frames) {
		return String.format(Locale.ROOT, "%.1f", frames * 0.7);
	}

	private String logUpdate() {
		StringBuilder out = new StringBuilder();
		String[] names = new String[number(2, 6)];
		for (int i = 0; i < names.length; i++) {
			names[i] = word();
		}
		int shown = 0;
		int last = number(6, 30);
		for (int frame = 0; frame <= last; frame++) {
			for (int i = 0; i < shown; i++) {
				out.append(CSI + "2K" + ((i < shown - 1) ? CSI + "1A" : ""));
			}
			out.append((shown > 0) ? CSI + "G" : "");
			for (int i = 0; i < names.length; i++) {
				out.append((frame * (i + 1) > last) ? sgr("32", "✔", "39") + " " + names[i]
						: sgr("33", SPINNER.substring(frame % 10, frame % 10 + 1), "39") + " " + names[i] + " "
								+ sgr("2", number(1, 99) + "%", "22"));
				out.append('\n');
			}
			shown = names.length + 1;
		}
		return out.toString();
	}

	private String pnpm() {
		StringBuilder out = new StringBuilder();
		int resolved = 0;
		int frames = number(5, 30);
		for (int i = 0; i < frames; i++) {
			resolved += number(1, 40);
			out.append("Progress: resolved " + sgr("96", "" + resolved, "39") + ", reused "
					+ sgr("96", "" + (resolved >> 1), "39") + ", downloaded " + sgr("96", "" + (resolved >> 2), "39")
					+ ", added 0\n" + ((i < frames - 1) ? CSI + "1A" + CSI + "0K" : ""));
		}
		return out.toString();
	}

}
