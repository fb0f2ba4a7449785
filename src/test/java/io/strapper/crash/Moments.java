package io.strapper.crash;

import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.strapper.testing.CuttableProxy;

/** Random moments. */
final class Moments {

	private Moments() {
	}

	/** A random moment is all that this waits for. */
	static void pass(double millis) throws InterruptedException {
		TimeUnit.MICROSECONDS.sleep((long) (millis * 1000));
	}

	/** Connections end, or all that is sent is lost. */
	static void breakWire(CuttableProxy wire, Random random) {
		if (random.nextBoolean()) {
			wire.cut();
		}
		else {
			wire.silence();
		}
	}

}
