package io.strapper.secret;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Logs full of secrets, their beginnings, their encodings, and colours in between. */
public final class Coloured {

	private static final List<String> SEQUENCES = List.of("\033[1m", "\033[38;5;12m", "\033[0m", "\033(B", "\033[K",
			"\0", "\033", "\033[", "\033]0;x\007");

	private Coloured() {
	}

	/** A log of so many bytes, or a few more. */
	public static byte[] log(Random random, List<String> secrets, int length) {
		ByteArrayOutputStream log = new ByteArrayOutputStream();
		while (log.size() < length) {
			String secret = secrets.get(random.nextInt(secrets.size()));
			String next = switch (random.nextInt(6)) {
				case 0 -> "some words, 12:00 [INFO] done\n";
				case 1 -> secret.substring(0, random.nextInt(secret.length()));
				case 2 -> SEQUENCES.get(random.nextInt(SEQUENCES.size()));
				case 3 -> encoded(random, secret);
				default -> coloured(random, secret);
			};
			log.writeBytes(next.getBytes(StandardCharsets.UTF_8));
		}
		return log.toByteArray();
	}

	private static String encoded(Random random, String secret) {
		byte[] bytes = ("ab".substring(0, random.nextInt(3)) + secret).getBytes(StandardCharsets.UTF_8);
		return random.nextBoolean() ? HexFormat.of().formatHex(bytes) : Base64.getEncoder().encodeToString(bytes);
	}

	private static String coloured(Random random, String secret) {
		StringBuilder text = new StringBuilder();
		for (char next : secret.toCharArray()) {
			text.append((random.nextInt(5) == 0) ? SEQUENCES.get(random.nextInt(6)) : "").append(next);
		}
		return text.toString();
	}

}
