package io.strapper.secret;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.strapper.log.Mask;

/** Hides values in a log, as they are and in the usual encodings. */
final class SecretMask implements Mask {

	/** Counts the changes of what is hidden for the same values. */
	private static final byte VERSION = 1;

	/** Bytes of a colour's sequence between two characters: as many as lolcat prints. */
	private static final int COLOURED = 24;

	/** The most characters between which each may have another colour. */
	private static final int MOST_COLOURED = 256;

	private final Automaton automaton;

	private final Grams grams;

	private final int reach;

	private final long version;

	private SecretMask(Set<Pattern> patterns, long version) {
		int longest = patterns.stream().mapToInt((pattern) -> pattern.bytes().length).max().orElse(0);
		this.automaton = new Automaton(patterns);
		this.grams = new Grams(patterns);
		this.reach = longest + COLOURED * Math.min(longest, MOST_COLOURED) + SequenceSkipper.LONGEST;
		this.version = version;
	}

	/**
	 * The mask of some values.
	 * @param values each of any length; what is too short to be recognised is only hidden
	 * where it is declared
	 */
	static Mask of(Collection<SecretValue> values) {
		Set<Pattern> patterns = new LinkedHashSet<>();
		values.forEach((value) -> patterns.addAll(Encodings.patterns(value)));
		return patterns.isEmpty() ? Mask.NONE : new SecretMask(patterns, version(values));
	}

	/** A hash that is not 0. The values cannot be found from it unless they are weak. */
	private static long version(Collection<SecretValue> values) {
		try {
			MessageDigest hash = MessageDigest.getInstance("SHA-256");
			hash.update(VERSION);
			List<SecretValue> sorted = values.stream().sorted(Comparator.naturalOrder()).distinct().toList();
			for (SecretValue value : sorted) {
				hash.update((byte) (value.declared() ? 1 : 0));
				hash.update(ByteBuffer.allocate(Integer.BYTES).putInt(value.bytes().length).array());
				hash.update(value.bytes());
			}
			return ByteBuffer.wrap(hash.digest()).getLong() | 1;
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public long version() {
		return this.version;
	}

	@Override
	public int reach() {
		return this.reach;
	}

	@Override
	public Pass pass() {
		return new MaskPass(this.automaton, this.grams, this.reach);
	}

}
