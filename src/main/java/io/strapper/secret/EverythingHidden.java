package io.strapper.secret;

import io.strapper.log.Mask;

/**
 * Hides every byte but line ends: for a log of which it cannot be read what is to be
 * hidden.
 */
final class EverythingHidden implements Mask, Mask.Pass {

	@Override
	public long version() {
		return -1;
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
		for (int i = from; i < to; i++) {
			window[i] = (window[i] == '\n' || window[i] == '\r') ? window[i] : (byte) '*';
		}
		return 0;
	}

	@Override
	public void end(byte[] window, int to) {
		// Everything is decided
	}

}
