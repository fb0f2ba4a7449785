package io.strapper.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import org.fusesource.jansi.AnsiColors;
import org.fusesource.jansi.AnsiMode;
import org.fusesource.jansi.AnsiType;
import org.fusesource.jansi.io.AnsiOutputStream;
import org.fusesource.jansi.io.AnsiProcessor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * How fast a log is read. An operation is a byte, so a score in ops/us is one in MB/s.
 */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TerminalBenchmark {

	private static final int LENGTH = 1 << 24;

	private static final int CHUNK = 1 << 16;

	@Param({ "plain", "color", "progress" })
	private String corpus = "plain";

	private byte[] bytes = {};

	@Setup
	public void makeCorpus() {
		this.bytes = Corpus.of(this.corpus, LENGTH);
	}

	/** The bound. */
	@Benchmark
	@OperationsPerInvocation(LENGTH)
	public long escapeLoop() {
		EscapeLoop loop = new EscapeLoop();
		long sum = 0;
		for (int offset = 0; offset < LENGTH; offset += CHUNK) {
			sum += loop.run(this.bytes, offset, offset + CHUNK);
		}
		return sum;
	}

	/** Jansi's reader: it strips what it knows and acts on nothing. */
	@Benchmark
	@OperationsPerInvocation(LENGTH)
	public void jansi() throws IOException {
		OutputStream out = OutputStream.nullOutputStream();
		try (AnsiOutputStream jansi = new AnsiOutputStream(out, () -> 160, AnsiMode.Strip, new AnsiProcessor(out),
				AnsiType.Native, AnsiColors.TrueColor, StandardCharsets.UTF_8, null, null, false)) {
			for (int offset = 0; offset < LENGTH; offset += CHUNK) {
				jansi.write(this.bytes, offset, CHUNK);
			}
		}
	}

	/** What index and search need: every line's text and style. */
	@Benchmark
	@OperationsPerInvocation(LENGTH)
	public void parse(Blackhole blackhole) {
		read((number, line) -> blackhole.consume(line));
	}

	/** What a page needs: every line's HTML. */
	@Benchmark
	@OperationsPerInvocation(LENGTH)
	public void html(Blackhole blackhole) {
		read((number, line) -> blackhole.consume(HtmlRenderer.html(line)));
	}

	private void read(FrozenLines sink) {
		Terminal terminal = new Terminal(sink);
		for (int offset = 0; offset < LENGTH; offset += CHUNK) {
			terminal.write(this.bytes, offset, CHUNK);
		}
	}

}
