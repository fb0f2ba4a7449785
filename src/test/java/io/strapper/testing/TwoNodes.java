package io.strapper.testing;

import java.nio.file.Path;
import java.util.List;

/**
 * Two servers that share a home and a database. No broker answers them, since what they
 * are tested for does not need one.
 */
public final class TwoNodes implements AutoCloseable {

	private final Server one;

	private final Server other;

	private TwoNodes(Server one, Server other) {
		this.one = one;
		this.other = other;
	}

	/**
	 * Starts both.
	 * @param home their home
	 * @param parts what a test adds to each
	 * @param arguments more of their command lines
	 */
	public static TwoNodes start(Path home, List<Class<?>> parts, String... arguments) {
		Cluster cluster = new Cluster(home);
		Server one = cluster.start("one", parts, arguments);
		try {
			return new TwoNodes(one, cluster.start("other", parts, arguments));
		}
		catch (RuntimeException | Error ex) {
			one.close();
			throw ex;
		}
	}

	/** The node {@code one}. */
	public Server one() {
		return this.one;
	}

	/** The node {@code other}. */
	public Server other() {
		return this.other;
	}

	/** The first of them, the second, the first again, and so on. */
	public Server turn(int number) {
		return (number % 2 == 0) ? this.one : this.other;
	}

	/** Ends what runs, and both. */
	@Override
	public void close() {
		try {
			this.other.leave();
		}
		finally {
			this.one.close();
		}
	}

}
