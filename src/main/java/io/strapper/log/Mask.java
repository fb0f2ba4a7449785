package io.strapper.log;

import java.nio.charset.StandardCharsets;

/**
 * What is hidden in the bytes of a log: each byte of a secret is replaced by {@code *},
 * so offsets and lengths stay true. Immutable.
 */
public interface Mask {

	/** Hides nothing. */
	Mask NONE = new Nothing();

	/**
	 * Identifies what is hidden: what was rendered under one version must not be shown
	 * under another one.
	 * @return 0 if nothing is hidden
	 */
	long version();

	/** How many bytes before a byte decide whether it is hidden. */
	int reach();

	/** Begins to hide in consecutive bytes. */
	Pass pass();

	/**
	 * Hides in a text that may quote the log.
	 * @param text the text; if it ends in the beginning of a secret, this is hidden, too
	 * @return the text, with a {@code *} for each byte of a secret in UTF-8
	 */
	default String hide(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		Pass pass = pass();
		pass.take(bytes, 0, bytes.length);
		pass.end(bytes, bytes.length);
		return new String(bytes, StandardCharsets.UTF_8);
	}

	/** Hides in consecutive bytes, which come in any number of parts. Not thread-safe. */
	interface Pass {

		/**
		 * Hides in the next bytes, and in those before them that were not decided.
		 * @param window holds the undecided bytes in front of the next ones
		 * @param from index of the first of the next bytes
		 * @param to index behind the last of them
		 * @return how many bytes before {@code to} are not decided: they may be the
		 * beginning of a secret
		 */
		int take(byte[] window, int from, int to);

		/**
		 * Hides the undecided bytes, since no more will come.
		 * @param window holds them
		 * @param to index behind the last of them
		 */
		void end(byte[] window, int to);

	}

	/** Hides nothing. */
	final class Nothing implements Mask, Pass {

		private Nothing() {
		}

		@Override
		public long version() {
			return 0;
		}

		@Override
		public int reach() {
			return 0;
		}

		@Override
		public Pass pass() {
			return this;
		}

		@Override
		public int take(byte[] window, int from, int to) {
			return 0;
		}

		@Override
		public void end(byte[] window, int to) {
			// Nothing is undecided
		}

	}

}
