package io.strapper.terminal;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a follower pays for one more line of a log that is already long.
 */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AppendBenchmark {

	private static final byte[] LINE = "12:00:01 INFO  \033[32mready\033[0m in 12 ms\n".getBytes(StandardCharsets.UTF_8);

	@Param({ "0", "1000000" })
	private int lines;

	private final Terminal terminal = new Terminal((number, line) -> {
	});

	@Setup
	public void fill() {
		for (int i = 0; i < this.lines; i++) {
			this.terminal.write(LINE, 0, LINE.length);
		}
	}

	@Benchmark
	public String append() {
		this.terminal.write(LINE, 0, LINE.length);
		long touched = this.terminal.takeTouched();
		return HtmlRenderer.html(this.terminal.line(Math.max(touched, this.terminal.frozen())));
	}

}
