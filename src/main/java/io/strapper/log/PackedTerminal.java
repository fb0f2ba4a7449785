package io.strapper.log;

import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import io.strapper.terminal.FrozenLines;
import io.strapper.terminal.Terminal;

/**
 * A terminal's compressed state, usually a few hundred bytes. Whoever reads the bytes
 * from a file must compare their checksum first.
 *
 * @param bytes the state, deflated
 * @param length how many bytes the state has
 */
record PackedTerminal(byte[] bytes, int length) {

	/**
	 * The state of a terminal.
	 * @param most how many bytes the state may have before it is packed
	 * @return empty if the state has more bytes
	 */
	static Optional<PackedTerminal> of(Terminal terminal, int most) {
		return terminal.save(most).map(PackedTerminal::pack);
	}

	private static PackedTerminal pack(byte[] state) {
		Deflater deflater = new Deflater(Deflater.BEST_SPEED);
		try {
			deflater.setInput(state);
			deflater.finish();
			byte[] packed = new byte[state.length + state.length / 1000 + 64];
			return new PackedTerminal(Arrays.copyOf(packed, deflater.deflate(packed)), state.length);
		}
		finally {
			deflater.end();
		}
	}

	/**
	 * Restores the terminal.
	 * @param sink takes the lines that freeze from there on
	 * @throws DataFormatException if the bytes are not those of a state
	 */
	Terminal unpack(FrozenLines sink) throws DataFormatException {
		Inflater inflater = new Inflater();
		try {
			inflater.setInput(this.bytes);
			byte[] state = new byte[this.length];
			inflater.inflate(state);
			return Terminal.restore(state, sink);
		}
		finally {
			inflater.end();
		}
	}

}
