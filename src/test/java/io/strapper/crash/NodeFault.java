package io.strapper.crash;

import java.time.Duration;
import java.util.Random;

import io.strapper.testing.CuttableProxy;
import io.strapper.testing.Patience;
import org.awaitility.core.ConditionFactory;

import static org.awaitility.Awaitility.await;

/** What happens to one of several nodes. */
enum NodeFault {

	/** The server is killed, and started again before or after its lease ends. */
	KILLED {

		@Override
		void happen(NodeHome home, CrashNode node, Random random) throws Exception {
			node.kill();
			Moments.pass(random.nextDouble() * LEASE.toMillis() / 2);
			home.startAgain(node);
		}

	},

	/** The machine is gone until others have taken its runs. */
	DEAD {

		@Override
		void happen(NodeHome home, CrashNode node, Random random) throws Exception {
			node.kill();
			awaitGone(home, node);
			home.press(random);
			home.startAgain(node);
		}

	},

	/**
	 * The server stops for so long that others take its runs, and knows nothing of it.
	 */
	FROZEN {

		@Override
		void happen(NodeHome home, CrashNode node, Random random) throws Exception {
			node.freeze();
			awaitGone(home, node);
			home.press(random);
			node.thaw();
		}

	},

	/**
	 * The server runs, but does not reach the database, for less or more than a lease.
	 */
	CUT_OFF {

		@Override
		void happen(NodeHome home, CrashNode node, Random random) throws Exception {
			Moments.breakWire(node.database(), random);
			Moments.pass(random.nextDouble() * LEASE.toMillis() * 3 / 2);
			home.press(random);
			node.database().mend();
		}

	};

	private static final Duration LEASE = CrashCluster.LEASE;

	abstract void happen(NodeHome home, CrashNode node, Random random) throws Exception;

	private static void awaitGone(NodeHome home, CrashNode node) {
		patient().until(() -> home.cluster().isGone(node));
	}

	/** The database may be away, too. */
	private static ConditionFactory patient() {
		return await().atMost(Patience.LIMIT.multipliedBy(3)).ignoreExceptions();
	}

}
