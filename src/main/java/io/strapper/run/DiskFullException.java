package io.strapper.run;

import java.nio.file.Path;

import org.springframework.util.unit.DataSize;

/** There is too little room on the disk for one more run. */
public class DiskFullException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	DiskFullException(Path path, DataSize free, DataSize least) {
		super("Only %s free on the disk of %s, but a new run needs %s. Free up space and try again."
			.formatted(text(free), path, text(least)));
	}

	private static String text(DataSize size) {
		return (size.toMegabytes() > 0) ? size.toMegabytes() + " MB" : size.toKilobytes() + " KB";
	}

}
