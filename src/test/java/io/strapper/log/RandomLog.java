package io.strapper.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Logs as a fair or an unfair process may write them, made from a seed. */
public final class RandomLog {

	private static final String[] PIECES = { "ok", "installing package", "\t", "äöü€", "漢字", "👩‍💻", "e\u0301",
			"<b>&\"", " ", "\r", "\b", "\u001b[31m", "\u001b[1;38;5;214m", "\u001b[38;2;1;2;3m", "\u001b[0m",
			"\u001b[K", "\u001b[1K", "\u001b[2A", "\u001b[3B", "\u001b[5C", "\u001b[2D", "\u001b[10G", "\u001b[J",
			"\u001b[L", "\u001b[M", "\u001b[2P", "\u001b[4@", "\u001b7", "\u001b8", "\u001b]0;title\u0007",
			"\u001b]8;;https://example.org/\u001b\\", "\u001b]8;;\u001b\\", "\u001b[?25l", "\u001b[?H", "\u0000",
			"\u009b31m", "wrapped ".repeat(30) };

	/**
	 * These move far or freeze the whole window: too many of them, and nothing else is
	 * seen.
	 */
	private static final String[] RARE = { "\u001b[98;7H", "\u001b[99999999999B", "\u001b[2J", "\u001b[5;20r",
			"\u001b[r\u001b[99B", "\u001b[H", "\u001bc", "\u001b[?1049h" };

	private RandomLog() {
	}

	/**
	 * Makes a log.
	 * @param seed decides every byte
	 * @param pieces how many pieces it has
	 */
	public static byte[] of(long seed, int pieces) {
		Random random = new Random(seed);
		ByteArrayOutputStream log = new ByteArrayOutputStream();
		for (int i = 0; i < pieces; i++) {
			int kind = random.nextInt(10);
			if (kind < 4) {
				log.writeBytes(("line " + i + "\n").getBytes(StandardCharsets.UTF_8));
			}
			else if (random.nextInt(300) == 0) {
				log.writeBytes(RARE[random.nextInt(RARE.length)].getBytes(StandardCharsets.UTF_8));
			}
			else if (kind < 9) {
				log.writeBytes(PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8));
			}
			else {
				log.write(random.nextInt(256));
			}
		}
		return log.toByteArray();
	}

}
