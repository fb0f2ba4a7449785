package io.strapper.run;

import java.nio.file.Path;

import io.strapper.language.Sentence;

import org.springframework.util.unit.DataSize;

/** There is too little room on the disk for one more run. */
public class DiskFullException extends RuntimeException implements Sentence.Told {

	private static final long serialVersionUID = 1L;

	private final Sentence sentence;

	DiskFullException(Path path, DataSize free, DataSize least) {
		this(Sentence.of("problem.disk-full", text(free), path, text(least)));
	}

	private DiskFullException(Sentence sentence) {
		super(sentence.toString());
		this.sentence = sentence;
	}

	private static String text(DataSize size) {
		return (size.toMegabytes() > 0) ? size.toMegabytes() + " MB" : size.toKilobytes() + " KB";
	}

	@Override
	public Sentence sentence() {
		return this.sentence;
	}

}
