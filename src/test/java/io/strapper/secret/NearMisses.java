package io.strapper.secret;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Logs that are made to mislead a mask: parts of patterns in any encoding, some with a
 * wrong byte, with whole, cut and endless sequences in between.
 */
final class NearMisses {

	private static final List<String> BETWEEN = Stream
		.concat(Stream.of("\033[1m", "\033[38;5;12m", "\033[0m", "\033[38;2;255;128;0m", "\033(B", "\033[K", "\0",
				"\007", "\016", "\001", "\033", "\033[", "\033]0;x\007"),
				Stream.of("\n", "\r\n", " ", "é", "⠋", "\033[" + "1;".repeat(40) + "m", "\033[m\033[K\033[1G"))
		.toList();

	private static final List<String> ALPHABETS = List.of("xyx!", "0123456789abcdef", "ab \"'%é\n",
			"ABCDEFGHIJKLMNOPqrstuvwxyz0123456789-_");

	private static final String LINE = "some words, 12:00 [INFO] done of the deploy container\n";

	private final Random random;

	NearMisses(Random random) {
		this.random = random;
	}

	/** Patterns of some values, which differ in length and alphabet. */
	Set<Pattern> patterns() {
		Set<Pattern> patterns = new LinkedHashSet<>();
		while (patterns.isEmpty() || this.random.nextInt(3) > 0) {
			byte[] value = value().getBytes(StandardCharsets.UTF_8);
			patterns.addAll(Encodings.patterns(new SecretValue(value, this.random.nextInt(4) == 0)));
		}
		return patterns;
	}

	private String value() {
		String alphabet = pick(ALPHABETS);
		int length = 6 + this.random.nextInt(this.random.nextBoolean() ? 4 : 30);
		StringBuilder value = new StringBuilder();
		while (value.length() < length) {
			value.append(alphabet.charAt(this.random.nextInt(alphabet.length())));
		}
		return value.toString();
	}

	private <T> T pick(List<T> all) {
		return all.get(this.random.nextInt(all.size()));
	}

	/** A log of so many bytes, or some more. */
	byte[] log(Set<Pattern> patterns, int length) {
		List<Pattern> all = List.copyOf(patterns);
		int innocent = this.random.nextInt(10);
		int gaps = 4 * (1 + this.random.nextInt(9));
		ByteArrayOutputStream log = new ByteArrayOutputStream();
		while (log.size() < length) {
			if (this.random.nextInt(10) < innocent) {
				log.writeBytes(bytes(LINE.substring(this.random.nextInt(20))));
			}
			else {
				part(pick(all).bytes(), gaps, log);
			}
		}
		return log.toByteArray();
	}

	private void part(byte[] pattern, int gaps, ByteArrayOutputStream log) {
		int from = (this.random.nextInt(3) == 0) ? this.random.nextInt(pattern.length) : 0;
		int to = (this.random.nextInt(3) == 0) ? from + this.random.nextInt(pattern.length - from + 1) : pattern.length;
		for (int i = from; i < to; i++) {
			if (this.random.nextInt(gaps) == 0) {
				log.writeBytes(bytes(pick(BETWEEN)));
			}
			log.write((this.random.nextInt(60) == 0) ? this.random.nextInt(256) : pattern[i]);
		}
		if (this.random.nextInt(3) == 0) {
			log.writeBytes(bytes(pick(BETWEEN)));
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
