package io.strapper.outline;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Finds the line to open when a run has failed: the first line that tells the cause. It
 * takes the lines of a log in order and can be asked at any time. Time is linear in the
 * bytes, memory does not depend on them. Not thread-safe.
 * <p>
 * A tool that ends well takes back what was found above: a test may print the exception
 * that it expects. What was taken back counts only for a run that failed of which nothing
 * else is known.
 */
public final class FirstError {

	/** Most errors and most warnings that are kept. */
	public static final int MOST = 1000;

	/** Commands that fail in lines as near as this fail together. */
	private static final int NEAR = 2;

	/** Most lines between a line and the one that a rule expects after it. */
	private static final int FAR = 300;

	private static final ErrorRules RULES = ErrorRules.load();

	private static final Set<ErrorRank> ERRORS = EnumSet.range(ErrorRank.CAUSE, ErrorRank.CLOSING);

	private final BitSet candidates = new BitSet();

	/** The candidates that say more than nothing. */
	private final BitSet others = new BitSet();

	private final List<Finding> errors = new ArrayList<>();

	private final List<Finding> warnings = new ArrayList<>();

	private @Nullable Ranked best;

	private @Nullable Ranked takenBack;

	private long lastCommand;

	/** The rule for a line that is expected, null if none is. */
	private @Nullable ErrorRule expected;

	private int expectedIndent;

	private long expectedUntil;

	/**
	 * Takes the next line.
	 * @param number its number, from 0, greater than all before
	 * @param utf8 its text in UTF-8, without escape sequences
	 * @param red whether some of it is red
	 */
	public void line(long number, byte[] utf8, boolean red) {
		this.candidates.clear();
		RULES.candidates(utf8, this.candidates);
		boolean matters = (red && !isKnown(ErrorRank.WEAK)) || leaveOutWhatDoesNotMatter();
		if (!matters && this.expected == null) {
			return;
		}
		String text = ErrorRules.seen(utf8);
		decide(number, text, red).ifPresent((rule) -> found(rule.rank(), number, text));
		RULES.begun(this.candidates, text).ifPresent((rule) -> expect(rule, number, text));
	}

	/** What is known so far, to be gone on with apart. */
	FirstError copy() {
		FirstError copy = new FirstError();
		copy.errors.addAll(this.errors);
		copy.warnings.addAll(this.warnings);
		copy.best = this.best;
		copy.takenBack = this.takenBack;
		copy.lastCommand = this.lastCommand;
		copy.expected = this.expected;
		copy.expectedIndent = this.expectedIndent;
		copy.expectedUntil = this.expectedUntil;
		return copy;
	}

	/**
	 * Expressions cost much more than words, so most lines must not get so far.
	 * @return whether a candidate would change anything
	 */
	private boolean leaveOutWhatDoesNotMatter() {
		if (this.candidates.isEmpty()) {
			return false;
		}
		leaveOutWhatIsFull();
		this.others.clear();
		this.others.or(this.candidates);
		this.others.andNot(RULES.of(ErrorRank.NEVER));
		if (this.best == null) {
			this.others.andNot(RULES.of(ErrorRank.SUCCESS));
		}
		if (isKnown(ErrorRank.WEAK)) {
			this.others.andNot(RULES.of(ErrorRank.WEAK));
			this.others.andNot(RULES.of(ErrorRank.CLOSING));
		}
		if (this.others.isEmpty()) {
			this.candidates.clear();
		}
		return !this.others.isEmpty();
	}

	/** Whether something is known that is no worse. */
	private boolean isKnown(ErrorRank rank) {
		return this.best != null && !rank.isBetterThan(this.best.rank);
	}

	private void leaveOutWhatIsFull() {
		if (this.warnings.size() == MOST) {
			this.candidates.andNot(RULES.of(ErrorRank.WARNING));
		}
		Ranked best = this.best;
		if (this.errors.size() == MOST && best != null) {
			ERRORS.stream()
				.filter((rank) -> !rank.isBetterThan(best.rank) && rank != ErrorRank.COMMAND)
				.forEach((rank) -> this.candidates.andNot(RULES.of(rank)));
		}
	}

	private Optional<ErrorRule> decide(long number, String text, boolean red) {
		ErrorRule expected = this.expected;
		if (expected != null && number > this.expectedUntil) {
			this.expected = null;
		}
		else if (expected != null && indent(text) <= this.expectedIndent && expected.matches(text)) {
			this.expected = null;
			return Optional.of(expected);
		}
		Optional<ErrorRule> rule = RULES.decide(this.candidates, text);
		return (rule.isEmpty() && red) ? RULES.red(text) : rule;
	}

	private void expect(ErrorRule rule, long number, String text) {
		this.expected = rule;
		this.expectedIndent = indent(text);
		this.expectedUntil = number + FAR;
	}

	private static int indent(String text) {
		int indent = 0;
		while (indent < text.length() && text.charAt(indent) == ' ') {
			indent++;
		}
		return indent;
	}

	private void found(ErrorRank rank, long number, String text) {
		switch (rank) {
			case CAUSE, ERROR, COMMAND -> {
				keep(this.errors, number, text);
				prefer(rank, number, text);
			}
			case WEAK, CLOSING -> prefer(rank, number, text);
			case WARNING -> keep(this.warnings, number, text);
			case SUCCESS -> takeBack();
			case NEVER -> {
			}
		}
	}

	private static void keep(List<Finding> findings, long number, String text) {
		if (findings.size() < MOST) {
			findings.add(new Finding(number, text));
		}
	}

	private void prefer(ErrorRank rank, long number, String text) {
		boolean command = rank == ErrorRank.COMMAND;
		boolean apart = command && number - this.lastCommand > NEAR;
		if (this.best == null || rank.isBetterThan(this.best.rank) || rank == this.best.rank && apart) {
			this.best = new Ranked(rank, new Finding(number, text));
		}
		this.lastCommand = command ? number : this.lastCommand;
	}

	private void takeBack() {
		if (this.best != null && (this.takenBack == null || !this.takenBack.rank.isBetterThan(this.best.rank))) {
			this.takenBack = this.best;
		}
		this.best = null;
	}

	/**
	 * The first error, as far as the lines tell.
	 * @param failed whether the run has failed; of one that has not only clear errors
	 * count
	 * @return the line to open, or empty if there is none
	 */
	public Optional<Finding> find(boolean failed) {
		Ranked best = this.best;
		Ranked takenBack = this.takenBack;
		if (!failed) {
			return Optional.ofNullable(best)
				.filter((ranked) -> !ErrorRank.ERROR.isBetterThan(ranked.rank))
				.map(Ranked::finding);
		}
		boolean weak = best == null || ErrorRank.COMMAND.isBetterThan(best.rank);
		if (weak && takenBack != null && (best == null || takenBack.rank.isBetterThan(best.rank))) {
			return Optional.of(takenBack.finding);
		}
		return Optional.ofNullable(best).map(Ranked::finding);
	}

	/** The first lines that tell of errors, in order: where a reader steps through. */
	public List<Finding> errors() {
		return List.copyOf(this.errors);
	}

	/** The first lines that warn, in order. */
	public List<Finding> warnings() {
		return List.copyOf(this.warnings);
	}

	private record Ranked(ErrorRank rank, Finding finding) {
	}

}
