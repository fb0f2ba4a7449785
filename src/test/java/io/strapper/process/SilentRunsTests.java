package io.strapper.process;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;
import io.strapper.app.Action;
import io.strapper.app.AppId;
import io.strapper.run.Run;
import io.strapper.run.RunFinished;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What runs cost that do nothing. {@code -Dsilent.runs=1000} for more of them,
 * {@code -Dsilent.seconds=60} for a longer measurement.
 */
class SilentRunsTests extends RealRuns {

	private static final int RUNS = Integer.getInteger("silent.runs", 50);

	private static final Duration MEASURED = Duration.ofSeconds(Integer.getInteger("silent.seconds", 5));

	private static final OperatingSystemMXBean SYSTEM = ManagementFactory
		.getPlatformMXBean(OperatingSystemMXBean.class);

	@Test
	void costNoThreadAndNextToNoTime() throws Exception {
		List<AppId> apps = IntStream.range(0, RUNS).mapToObj((number) -> new AppId("app" + number)).toList();
		apps.forEach((app) -> this.server.script(app, "deploy", "echo ready; until [ -e go ]; do sleep 1000; done"));
		this.server.start();
		List<Run> runs = apps.stream().map((app) -> this.server.deployer().start(app, Action.DEPLOY, "ann")).toList();
		runs.forEach((run) -> this.server.untilLog(run, "ready"));
		RunServer.until(() -> reapers().noneMatch((thread) -> thread.getState() == Thread.State.RUNNABLE));

		// The first looks at their terminals are over
		RunServer.until(awaited(Duration.ofSeconds(12)));
		long before = SYSTEM.getProcessCpuTime();
		RunServer.until(awaited(MEASURED));
		double share = (double) (SYSTEM.getProcessCpuTime() - before) / MEASURED.toNanos();
		System.out.printf("%d silent runs: %.2f %% of a core, %d threads, %d of them reapers%n", RUNS, 100 * share,
				Thread.activeCount(), reapers().count());

		assertThat(share).as("Share of a core").isLessThan(0.02 + RUNS * 0.05 / 1000);
		assertThat(reapers()).hasSizeLessThan(10);
		Run one = runs.get(RUNS / 2);
		long start = System.nanoTime();
		Files.createFile(this.root.resolve("apps").resolve(one.app().value()).resolve("go"));
		ProcessHandle.of(this.server.files(one).process().orElseThrow().pid())
			.stream()
			.flatMap(ProcessHandle::descendants)
			.filter((process) -> process.info().command().orElse("").endsWith("sleep"))
			.forEach(ProcessHandle::destroy);
		RunServer.until(() -> this.server.events(RunFinished.class).size() == 1);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
	}

	private static BooleanSupplier awaited(Duration time) {
		long end = System.nanoTime() + time.toNanos();
		return () -> System.nanoTime() > end;
	}

	private static Stream<Thread> reapers() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("process reaper"));
	}

}
