package io.strapper.log;

import java.util.List;

/**
 * The masks of one log: there is another one as soon as secrets are added. Thread-safe.
 */
public interface Masks {

	/** Of a log in which nothing is hidden. */
	Masks NONE = new Masks() {

		@Override
		public Mask mask() {
			return Mask.NONE;
		}

		@Override
		public long searched() {
			return Long.MAX_VALUE;
		}

		@Override
		public void declared(List<byte[]> values, long searched) {
			// Nothing is hidden
		}
	};

	/** The mask as of now. */
	Mask mask();

	/**
	 * How many bytes of the log were searched for declarations of secrets, or
	 * {@link Long#MAX_VALUE} if nobody cares.
	 */
	long searched();

	/**
	 * Takes what the log declares secret.
	 * @param values the declared values, which may be none
	 * @param searched how many bytes of the log were searched
	 */
	void declared(List<byte[]> values, long searched);

}
