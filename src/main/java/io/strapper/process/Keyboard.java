package io.strapper.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Types at the terminal of a run. The wrapper's standard input is a pipe of which it
 * holds both ends, and from which {@code script} takes what it types; so any server can
 * write to it, and nobody has to.
 */
class Keyboard {

	private static final Logger log = LoggerFactory.getLogger(Keyboard.class);

	/**
	 * How many end-of-files a run gets: the terminal has room for 4,095 characters that
	 * nobody reads, and {@code script} hangs when it is full.
	 */
	private static final int MOST = 1000;

	private final WrapperFiles files;

	private int typed;

	Keyboard(WrapperFiles files) {
		this.files = files;
	}

	/** Ends the read of whoever reads the terminal by lines. */
	void typeEndOfFile() {
		if (this.typed < MOST) {
			this.typed++;
			type(Key.END_OF_FILE);
		}
	}

	/** Types a key, if the terminal is still there. */
	void type(Key key) {
		this.files.wrapper().filter(ProcessIdentity::alive).ifPresent((wrapper) -> {
			Path input = Proc.folder(wrapper.pid()).resolve("fd/0");
			try {
				if (!Files.readSymbolicLink(input).toString().startsWith("pipe:")) {
					return;
				}
				// To write alone would wait for a reader that may be gone
				try (FileChannel pipe = FileChannel.open(input, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
					pipe.write(ByteBuffer.wrap(new byte[] { key.code }));
				}
			}
			catch (IOException ex) {
				log.debug("Nothing can be typed at the terminal of {}", this.files.directory().path(), ex);
			}
		});
	}

	/**
	 * What each terminal does at a key, unless a program changes that, see termios(3).
	 */
	enum Key {

		/**
		 * CTRL-C, VINTR: SIGINT to the foreground group, processes of other users too.
		 */
		INTERRUPT(3),

		/** CTRL-D, VEOF: ends the read of a line. */
		END_OF_FILE(4),

		/** CTRL-\\, VQUIT: SIGQUIT to the foreground group. */
		QUIT(28);

		private final byte code;

		Key(int code) {
			this.code = (byte) code;
		}

	}

}
