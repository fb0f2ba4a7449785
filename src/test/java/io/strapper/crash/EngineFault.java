package io.strapper.crash;

import java.time.Instant;
import java.util.List;
import java.util.Random;

import io.strapper.testing.CuttableProxy;

/** What happens to the database or to the broker. */
enum EngineFault {

	/** The broker is killed, and started again. */
	BROKER_KILLED {

		@Override
		void happen(NodeHome home, Random random) throws Exception {
			home.cluster().broker().kill();
			Moments.pass(random.nextDouble() * 5000);
			home.cluster().broker().start();
		}

	},

	/** The database is killed, and started again. */
	DATABASE_KILLED {

		@Override
		void happen(NodeHome home, Random random) throws Exception {
			home.cluster().database().kill();
			Instant killed = Instant.now();
			Moments.pass(random.nextDouble() * CrashCluster.LEASE.toMillis());
			home.silence().outage(killed, Instant.now());
			home.cluster().database().start();
		}

	},

	/** Some nodes do not reach the broker. */
	BROKER_CUT_OFF {

		@Override
		void happen(NodeHome home, Random random) throws Exception {
			List<CuttableProxy> wires = home.cluster()
				.nodes()
				.stream()
				.map(CrashNode::broker)
				.filter((wire) -> random.nextBoolean())
				.toList();
			for (CuttableProxy wire : wires) {
				Moments.breakWire(wire, random);
			}
			Moments.pass(random.nextDouble() * 10_000);
			wires.forEach(CuttableProxy::mend);
		}

	};

	abstract void happen(NodeHome home, Random random) throws Exception;

}
