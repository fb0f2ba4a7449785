package io.strapper.process.proc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Types at the terminal that a wrapper made. The wrapper's standard input is a pipe of
 * which the wrapper holds both ends; {@code script} reads it and types what it reads. So
 * any server can write to the pipe, and it stays open if none does.
 */
public class Keyboard {

	private static final Logger log = LoggerFactory.getLogger(Keyboard.class);

	/**
	 * Most end-of-file characters that a terminal gets: the terminal's buffer has 4,095
	 * characters, and {@code script} hangs when it is full.
	 */
	private static final int MOST = 1000;

	private final Supplier<Optional<ProcessIdentity>> wrapper;

	private int typed;

	/**
	 * The keyboard of one terminal.
	 * @param wrapper supplies the wrapper; empty before it has begun
	 */
	public Keyboard(Supplier<Optional<ProcessIdentity>> wrapper) {
		this.wrapper = wrapper;
	}

	/** Ends the read of a process that reads the terminal by lines. */
	public void typeEndOfFile() {
		if (this.typed < MOST) {
			this.typed++;
			type(Key.END_OF_FILE);
		}
	}

	/** Types a key, if the terminal is still there. */
	public void type(Key key) {
		this.wrapper.get().filter(ProcessIdentity::alive).ifPresent((process) -> {
			Path input = Proc.folder(process.pid()).resolve("fd/0");
			try {
				if (!Files.readSymbolicLink(input).toString().startsWith("pipe:")) {
					return;
				}
				// Opening for writing only would block if no reader is left
				try (FileChannel pipe = FileChannel.open(input, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
					pipe.write(ByteBuffer.wrap(new byte[] { key.code }));
				}
			}
			catch (IOException ex) {
				log.debug("Nothing can be typed at the terminal of process {}", process.pid(), ex);
			}
		});
	}

	/**
	 * Keys with an effect on every terminal, unless a program changes it, see termios(3).
	 */
	public enum Key {

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
