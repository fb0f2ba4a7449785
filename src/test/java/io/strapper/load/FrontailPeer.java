package io.strapper.load;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import io.strapper.testing.Ports;

/** frontail, a small server in Node.js that shows a file to browsers. */
final class FrontailPeer implements Peer {

	private static final String PACKAGE = "frontail@4.9.2";

	private final Path program;

	private FrontailPeer(Path program) {
		this.program = program;
	}

	/**
	 * Installs it.
	 * @param folder where to
	 * @return empty if there is no npm, or it cannot fetch
	 */
	static Optional<Peer> install(Path folder) throws InterruptedException {
		try {
			Process npm = new ProcessBuilder("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", PACKAGE)
				.directory(Files.createDirectories(folder).toFile())
				.redirectErrorStream(true)
				.redirectOutput(folder.resolve("output").toFile())
				.start();
			return (npm.waitFor() == 0)
					? Optional.of(new FrontailPeer(folder.resolve("node_modules/frontail/bin/frontail")))
					: Optional.empty();
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	@Override
	public String name() {
		return "frontail";
	}

	@Override
	public Result measure(Work work, Path folder) throws Exception {
		Path log = Files.createFile(folder.resolve("log"));
		int port = Ports.free();
		Process server = new ProcessBuilder(List.of("node", this.program.toString(), "--disable-usage-stats", "-h",
				"127.0.0.1", "-p", Integer.toString(port), log.toString()))
			.redirectErrorStream(true)
			.redirectOutput(folder.resolve("output").toFile())
			.start();
		Tally tally = new Tally();
		ProcessFigures figures = new ProcessFigures(server.pid());
		try (Crowd crowd = new Crowd()) {
			ProcessFigures.awaitPort(port, work.patience());
			URI url = URI.create("ws://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=websocket");
			String namespace = "/" + md5(log.toString());
			crowd.connect(work.viewers(), port, (channel) -> new SocketIoViewer(channel, tally, url, namespace),
					work.patience());
			figures.begin();
			new ProcessBuilder(LogWriter.command(work.rate(), work.seconds(), log.toString())).start();
			crowd.watch(work.lines(), work.patience());
			return new Result(tally, crowd.lost(), figures.megabytes(), figures.processorSeconds());
		}
		finally {
			server.destroyForcibly();
		}
	}

	/** It names the namespace of a file so. */
	private static String md5(String text) throws Exception {
		byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
		return HexFormat.of().formatHex(digest);
	}

}
