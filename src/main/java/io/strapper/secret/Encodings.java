package io.strapper.secret;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The forms in which a log may show a secret. */
final class Encodings {

	/** A shorter text would hide what is no secret. */
	static final int SHORTEST = Grams.SHORTEST;

	private static final byte[] DECLARATION = "::add-mask::".getBytes(StandardCharsets.US_ASCII);

	/** Where tools break lines of base64: base64(1), and PEM. */
	private static final int[] BASE64_WIDTHS = { 76, 64 };

	/** Where xxd -p breaks lines. */
	private static final int[] HEX_WIDTHS = { 60 };

	private Encodings() {
	}

	/**
	 * The patterns of a value: each of its lines, and the whole.
	 * @param value the value
	 */
	static Set<Pattern> patterns(SecretValue value) {
		Set<Pattern> patterns = new LinkedHashSet<>();
		List<byte[]> lines = lines(value.bytes());
		if (lines.size() > 1) {
			addAll(value.bytes(), patterns);
			add(withReturns(value.bytes()), patterns);
		}
		for (byte[] line : lines) {
			addAll(line, patterns);
			if (value.declared()) {
				declaration(line, patterns);
			}
		}
		return patterns;
	}

	private static List<byte[]> lines(byte[] value) {
		List<byte[]> lines = new ArrayList<>();
		for (String line : text(value).split("\r?\n")) {
			if (!line.isEmpty()) {
				lines.add(bytes(line));
			}
		}
		return lines;
	}

	private static byte[] withReturns(byte[] value) {
		return bytes(text(value).replaceAll("\r?\n", "\r\n"));
	}

	/** One character for each byte. */
	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	/** The line that declares a value does not show it, however short it is. */
	private static void declaration(byte[] line, Set<Pattern> patterns) {
		byte[] seen = seen(line);
		if (seen.length > 0) {
			patterns.add(new Pattern(bytes(text(DECLARATION) + text(seen)), seen.length));
		}
	}

	private static void addAll(byte[] value, Set<Pattern> patterns) {
		if (seen(value).length < SHORTEST) {
			return;
		}
		add(value, patterns);
		base64(value, patterns);
		String hex = HexFormat.of().formatHex(value);
		addBroken(hex, HEX_WIDTHS, patterns);
		addBroken(hex.toUpperCase(Locale.ROOT), HEX_WIDTHS, patterns);
		Quotings.of(value).forEach((quoted) -> add(quoted, patterns));
	}

	private static void base64(byte[] value, Set<Pattern> patterns) {
		String whole = Base64.getEncoder().encodeToString(value);
		addBroken(whole, BASE64_WIDTHS, patterns);
		addBroken(urlSafe(whole), BASE64_WIDTHS, patterns);
		for (int before = 0; before < 3; before++) {
			byte[] shifted = new byte[before + value.length];
			System.arraycopy(value, 0, shifted, before, value.length);
			String encoded = Base64.getEncoder().encodeToString(shifted);
			// The characters that depend on this value alone
			String inner = encoded.substring((8 * before + 5) / 6, 8 * shifted.length / 6);
			add(bytes(inner), patterns);
			add(bytes(urlSafe(inner)), patterns);
		}
	}

	private static String urlSafe(String base64) {
		return base64.replace('+', '-').replace('/', '_');
	}

	/** Adds an encoding, and the lines into which tools break it. */
	private static void addBroken(String encoded, int[] widths, Set<Pattern> patterns) {
		add(bytes(encoded), patterns);
		for (int width : widths) {
			for (int from = 0; encoded.length() > width && from < encoded.length(); from += width) {
				add(bytes(encoded.substring(from, Math.min(from + width, encoded.length()))), patterns);
			}
		}
	}

	private static void add(byte[] bytes, Set<Pattern> patterns) {
		byte[] seen = seen(bytes);
		if (seen.length >= SHORTEST) {
			patterns.add(Pattern.of(seen));
		}
	}

	/** Without the bytes that are passed over in a log, too. */
	private static byte[] seen(byte[] bytes) {
		byte[] seen = new byte[bytes.length];
		int length = 0;
		for (byte next : bytes) {
			if (!SequenceSkipper.isSkipped(next)) {
				seen[length++] = next;
			}
		}
		return Arrays.copyOf(seen, length);
	}

}
