package io.strapper.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Searches a log for lines that declare a secret ({@code ::add-mask::value}) before
 * anybody reads these lines. As soon as one declares a new secret, the log can be read up
 * to this line only: what follows needs another mask. Thread-safe.
 */
final class Declarations {

	private static final byte[] WORD = "::add-mask::".getBytes(StandardCharsets.US_ASCII);

	/** A longer value is declared in parts of this length, in bytes. */
	private static final int LONGEST = 4096;

	private static final int BLOCK = 1 << 16;

	/** What may stand before the word in its line: blanks and colours. */
	private static final int INDENT = 64;

	private static final Pattern LINE_START = Pattern.compile("[\r\n](\u001b\\[[0-?]*[ -/]*[@-~]|[ \t])*\\z");

	private static final Pattern SEQUENCE = Pattern.compile("\u001b(\\[[0-?]*[ -/]*[@-~]|[ -/]+[0-~])");

	/** How many blocks are searched behind a declaration for further ones. */
	private static final int FURTHER = 16;

	private final Masks masks;

	private final long version;

	/** Where the search goes on. */
	private long next;

	/** How many bytes can be read. */
	private long readable;

	private boolean outdated;

	private volatile boolean ended;

	Declarations(Masks masks, Mask mask) {
		this.masks = masks;
		this.version = mask.version();
		this.next = masks.searched();
		this.readable = this.next;
	}

	/** The log is complete: a last line without line feed counts, too. */
	void end() {
		this.ended = true;
	}

	/** Whether the log is complete. */
	boolean isEnded() {
		return this.ended;
	}

	/** How many bytes can be read without a further search. */
	synchronized long readable() {
		return this.readable;
	}

	/**
	 * How many bytes can be read.
	 * @param channel the log
	 * @param wanted how many bytes somebody wants to read
	 * @return {@code wanted} or more, unless the log has less or needs another mask
	 * @throws IOException if the log cannot be searched
	 */
	synchronized long readable(FileChannel channel, long wanted) throws IOException {
		boolean more = !this.outdated;
		while (more && this.readable < wanted) {
			more = search(channel);
		}
		for (int i = 0; this.outdated && more && i < FURTHER; i++) {
			more = search(channel);
		}
		return this.readable;
	}

	/** Searches a block. Returns whether there is more to search. */
	private boolean search(FileChannel channel) throws IOException {
		long start = this.next;
		byte[] block = new byte[(int) Math.max(0, Math.min(BLOCK, channel.size() - start))];
		int length = read(channel, start, block, block.length);
		List<byte[]> values = new ArrayList<>();
		int at = 0;
		int first = -1;
		for (int word = find(block, at, length); word >= 0; word = find(block, at, length)) {
			int value = word + WORD.length;
			if (!isLineStart(channel, start, word)) {
				at = value;
				continue;
			}
			int end = lineEnd(block, value, length, this.ended && start + length >= channel.size());
			if (end < 0) {
				keep(values, start + word, start + word, start + first);
				return word > 0;
			}
			values.addAll(values(block, value, end));
			first = (first < 0) ? word : first;
			at = end;
		}
		long end = start + length;
		keep(values, Math.max(start + at, end - WORD.length + 1), end, start + first);
		return length == BLOCK;
	}

	/**
	 * Keeps values.
	 * @param searched where the search goes on
	 * @param all how many bytes can be read if none of the values is new
	 * @param before how many bytes can be read otherwise
	 */
	private void keep(List<byte[]> values, long searched, long all, long before) {
		this.masks.declared(values, searched);
		this.next = searched;
		if (this.outdated) {
			return;
		}
		this.outdated = !values.isEmpty() && this.masks.mask().version() != this.version;
		this.readable = Math.max(this.readable, this.outdated ? before : all);
	}

	private static int read(FileChannel channel, long offset, byte[] target, int length) throws IOException {
		ByteBuffer buffer = ByteBuffer.wrap(target, 0, length);
		while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) > 0) {
			continue;
		}
		return buffer.position();
	}

	/** Where the word stands; only each twelfth byte is looked at where it does not. */
	private static int find(byte[] bytes, int from, int to) {
		for (int last = from + WORD.length - 1; last < to;) {
			int shift = shift(bytes[last]);
			if (shift == 0) {
				int start = last - WORD.length + 1;
				if (isAt(bytes, start)) {
					return start;
				}
				shift = 1;
			}
			last += shift;
		}
		return -1;
	}

	private static int shift(byte last) {
		return switch (last) {
			case ':' -> 0;
			case 'k' -> 2;
			case 's' -> 3;
			case 'a' -> 4;
			case 'm' -> 5;
			case '-' -> 6;
			case 'd' -> 7;
			default -> WORD.length;
		};
	}

	private static boolean isAt(byte[] bytes, int start) {
		for (int i = 0; i < WORD.length; i++) {
			if (bytes[start + i] != WORD[i]) {
				return false;
			}
		}
		return true;
	}

	private boolean isLineStart(FileChannel channel, long start, int word) throws IOException {
		long place = start + word;
		byte[] before = new byte[(int) Math.min(INDENT, place)];
		int length = read(channel, place - before.length, before, before.length);
		String text = (place <= INDENT) ? "\n" : "";
		return LINE_START.matcher(text + text(before, 0, length)).find();
	}

	private static String text(byte[] bytes, int from, int to) {
		return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
	}

	/** Where a line ends, or a very long value is cut; -1 if that cannot be told yet. */
	private static int lineEnd(byte[] bytes, int from, int to, boolean whole) {
		for (int i = from; i < Math.min(to, from + LONGEST); i++) {
			if (bytes[i] == '\n') {
				return i;
			}
		}
		return (to - from >= LONGEST) ? from + LONGEST : whole ? to : -1;
	}

	private static List<byte[]> values(byte[] bytes, int from, int to) {
		String value = SEQUENCE.matcher(text(bytes, from, to)).replaceAll("").replaceAll("\r+$", "");
		String decoded = value.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
		return (decoded.equals(value) ? List.of(value) : List.of(value, decoded)).stream()
			.filter((text) -> !text.isBlank())
			.map((text) -> text.getBytes(StandardCharsets.ISO_8859_1))
			.toList();
	}

}
