package io.strapper.testing;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import org.junit.jupiter.api.function.Executable;

/** What a task costs, however busy the machine is with other things. */
public final class CpuTime {

	private CpuTime() {
	}

	/**
	 * Runs a task on this thread.
	 * @return the time that a processor spent on it
	 */
	public static Duration of(Executable task) throws Throwable {
		long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
		task.execute();
		return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
	}

}
