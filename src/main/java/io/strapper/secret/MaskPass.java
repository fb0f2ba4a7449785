package io.strapper.secret;

import io.strapper.log.Mask;
import org.jspecify.annotations.Nullable;

/**
 * Hides the patterns of an automaton in consecutive bytes. Sequences that a terminal does
 * not show are passed over: a secret between whose characters the colour changes is found
 * as well. Line ends stay, so the lines of a log are the same under any mask.
 */
final class MaskPass implements Mask.Pass {

	/** A beginning of at most so many bytes is found again by the quick way. */
	private static final int SHORT = 2;

	private final Automaton automaton;

	private final @Nullable Grams grams;

	private final int reach;

	private final SequenceSkipper sequences = new SequenceSkipper();

	private final SkippedBytes skipped = new SkippedBytes();

	private @Nullable Suspects suspects;

	/** What the visible bytes are the beginning of. */
	private int node = Automaton.ROOT;

	/**
	 * What the bytes since the last escape character are the beginning of: a cut sequence
	 * takes the next character for its last.
	 */
	private int rawNode = Automaton.ROOT;

	/** How many visible bytes came since that sequence. */
	private int visible;

	/** Bytes that were taken before. */
	private long position;

	/** The position of the window's first byte. */
	private long base;

	private long sequenceStart;

	/** The last bytes that were hidden. */
	private long hiddenFrom;

	private long hiddenTo;

	private long steps;

	/**
	 * A pass over a log.
	 * @param automaton the patterns
	 * @param grams tell where no pattern can be; null to go byte by byte
	 * @param reach see {@link Mask#reach()}
	 */
	MaskPass(Automaton automaton, @Nullable Grams grams, int reach) {
		this.automaton = automaton;
		this.grams = grams;
		this.reach = reach;
	}

	/** How many bytes went through the automaton, some of them more than once. */
	long steps() {
		return this.steps;
	}

	/** How many bytes were filtered before. */
	long filtered() {
		return (this.suspects != null) ? this.suspects.taken() : 0;
	}

	@Override
	public int take(byte[] window, int from, int to) {
		this.base = this.position - from;
		if (this.grams != null) {
			quickly(window, from, to, suspects(this.grams));
		}
		else {
			closely(window, from, from, to, to);
		}
		this.position += to - from;
		return undecided();
	}

	private Suspects suspects(Grams grams) {
		if (this.suspects == null) {
			this.suspects = new Suspects(grams);
		}
		return this.suspects;
	}

	private void quickly(byte[] window, int from, int to, Suspects suspects) {
		suspects.forget();
		int at = from;
		while (at < to) {
			if (isInText()) {
				at = closely(window, from, at, to, at - 1);
			}
			else {
				suspects.find(window, at, to);
				at = closely(window, from, suspects.start(), to, suspects.place());
			}
		}
	}

	/** Whether the bytes before may belong to what follows. */
	private boolean isInText() {
		return this.node != Automaton.ROOT || this.rawNode != Automaton.ROOT || this.sequences.isInside();
	}

	private int undecided() {
		int raw = this.automaton.depth(this.rawNode);
		int depth = this.automaton.depth(this.node);
		if (depth == 0) {
			return raw;
		}
		return (int) Math.min(this.reach, Math.max(raw, this.position - start(this.position, depth)));
	}

	/** Where the last visible bytes before a position start. */
	private long start(long end, int visible) {
		return this.skipped.start(this.sequences.isInside() ? this.sequenceStart : end, visible);
	}

	/**
	 * Goes byte by byte, at least past a place.
	 * @return where the quick way can go on
	 */
	private int closely(byte[] window, int from, int start, int to, int suspect) {
		for (int at = start; at < to; at++) {
			this.steps++;
			byte next = window[at];
			if (!this.sequences.isInside() && !SequenceSkipper.isSkipped(next)) {
				text(window, at);
				int again = at + 1 - this.automaton.depth(this.node);
				if (again > suspect && at + 1 - again <= SHORT && again >= from && isUntouched(again + this.base)) {
					this.node = Automaton.ROOT;
					return again;
				}
			}
			else {
				sequence(window, at);
			}
		}
		return to;
	}

	/** Whether the bytes from a position on stand in the window as in the log. */
	private boolean isUntouched(long position) {
		return this.rawNode == Automaton.ROOT && position >= this.hiddenTo && !this.skipped.isAfter(position);
	}

	private void text(byte[] window, int at) {
		byte next = window[at];
		if (this.rawNode != Automaton.ROOT) {
			raw(window, next, at);
			this.visible++;
			if (this.automaton.depth(this.rawNode) <= this.visible) {
				this.rawNode = Automaton.ROOT;
			}
		}
		this.node = this.automaton.next(this.node, next);
		int hidden = this.automaton.hidden(this.node);
		if (hidden > 0) {
			hide(window, at + 1 + this.base, hidden);
		}
	}

	private void raw(byte[] window, byte next, int at) {
		this.rawNode = this.automaton.next(this.rawNode, next);
		int hidden = this.automaton.hidden(this.rawNode);
		if (hidden > 0) {
			hideAll(window, at + 1 + this.base - hidden, at + 1 + this.base);
		}
	}

	private void sequence(byte[] window, int at) {
		long place = at + this.base;
		byte next = window[at];
		boolean inside = this.sequences.isInside();
		SequenceSkipper.Meaning meaning = this.sequences.take(next);
		if (meaning == SequenceSkipper.Meaning.CONTINUES || meaning == SequenceSkipper.Meaning.ENDS) {
			raw(window, next, at);
		}
		switch (meaning) {
			case BEGINS -> {
				this.rawNode = Automaton.ROOT;
				this.visible = 0;
				if (inside) {
					skip(this.sequenceStart, place);
				}
				this.sequenceStart = place;
			}
			case CONTINUES -> {
				// Until it ends
			}
			case ENDS -> skip(this.sequenceStart, place + 1);
			case ALONE -> skip(place, place + 1);
			case IS_TEXT -> {
				skip(this.sequenceStart, place);
				if (SequenceSkipper.isSkipped(next)) {
					skip(place, place + 1);
				}
				else {
					text(window, at);
				}
			}
			case BREAKS -> {
				this.node = Automaton.ROOT;
				text(window, at);
			}
		}
	}

	private void skip(long from, long to) {
		if (this.node == Automaton.ROOT) {
			this.skipped.clear();
		}
		else {
			this.skipped.add(from, to, to - this.reach);
		}
	}

	private void hide(byte[] window, long end, int visible) {
		long start = this.skipped.start(end, visible);
		if (end - start > this.reach) {
			return;
		}
		for (long at = end; at > start;) {
			if (at == this.hiddenTo && this.hiddenFrom < at) {
				at = this.hiddenFrom;
			}
			else {
				at = this.skipped.before(at);
				star(window, at);
			}
		}
		hidden(start, end);
	}

	/** Hides bytes of a sequence as well. */
	private void hideAll(byte[] window, long start, long end) {
		for (long at = start; at < end; at++) {
			star(window, at);
		}
		hidden(start, end);
	}

	private void star(byte[] window, long position) {
		int index = (int) (position - this.base);
		if (index >= 0 && window[index] != '\n' && window[index] != '\r') {
			window[index] = '*';
		}
	}

	private void hidden(long start, long end) {
		this.hiddenFrom = (start <= this.hiddenTo) ? Math.min(start, this.hiddenFrom) : start;
		this.hiddenTo = end;
	}

	@Override
	public void end(byte[] window, int to) {
		this.base = this.position - to;
		int depth = this.automaton.depth(this.node);
		if (depth > 0) {
			hide(window, this.sequences.isInside() ? this.sequenceStart : this.position, depth);
		}
		int raw = this.automaton.depth(this.rawNode);
		if (raw > 0) {
			hideAll(window, this.position - raw, this.position);
		}
	}

}
