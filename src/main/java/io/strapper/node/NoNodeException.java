package io.strapper.node;

import java.util.List;

import io.strapper.language.Sentence;

/** No node may start a run now. */
public class NoNodeException extends RuntimeException implements Sentence.Told {

	private static final long serialVersionUID = 1L;

	private final Sentence sentence;

	private NoNodeException(Sentence sentence) {
		super(sentence.toString());
		this.sentence = sentence;
	}

	/** None of those that may run it is there, or takes new runs. */
	static NoNodeException of(List<String> wanted) {
		return new NoNodeException(wanted.isEmpty() ? Sentence.of("problem.node.any")
				: Sentence.of("problem.node.none", String.join(", ", wanted)));
	}

	/** This node is the one, but has lost its lease. */
	static NoNodeException silent() {
		return new NoNodeException(Sentence.of("problem.node.silent"));
	}

	@Override
	public Sentence sentence() {
		return this.sentence;
	}

}
