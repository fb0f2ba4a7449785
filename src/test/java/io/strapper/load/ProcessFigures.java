package io.strapper.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** What a server takes of the machine while it is measured. */
final class ProcessFigures {

	private final long pid;

	private Duration before = Duration.ZERO;

	ProcessFigures(long pid) {
		this.pid = pid;
	}

	/** Counts the processors' time from now on. */
	void begin() {
		this.before = cpu();
	}

	double processorSeconds() {
		return cpu().minus(this.before).toMillis() / 1000.0;
	}

	/** The most that it ever had resident ({@code VmHWM}), in MB. */
	long megabytes() {
		try {
			return Files.readAllLines(Path.of("/proc", Long.toString(this.pid), "status"))
				.stream()
				.filter((line) -> line.startsWith("VmHWM:"))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
				.findFirst()
				.orElse(0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Duration cpu() {
		return ProcessHandle.of(this.pid).flatMap((process) -> process.info().totalCpuDuration()).orElse(Duration.ZERO);
	}

	/** Waits until somebody listens. */
	static void awaitPort(int port, BooleanSupplier patience) throws Exception {
		while (patience.getAsBoolean()) {
			try (Socket socket = new Socket()) {
				socket.connect(new InetSocketAddress("127.0.0.1", port));
				return;
			}
			catch (IOException ex) {
				Thread.sleep(50);
			}
		}
		throw new IOException("Nobody listens on " + port);
	}

}
