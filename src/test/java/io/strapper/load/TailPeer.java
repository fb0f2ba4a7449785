package io.strapper.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code tail -F}, which has one viewer and no network. */
final class TailPeer implements Peer {

	@Override
	public String name() {
		return "tail -F";
	}

	@Override
	public Result measure(Work work, Path folder) throws Exception {
		Path log = Files.createFile(folder.resolve("log"));
		Process tail = new ProcessBuilder("tail", "-n+1", "-F", log.toString())
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		Process writer = new ProcessBuilder(LogWriter.command(work.rate(), work.seconds(), log.toString())).start();
		try (InputStream out = tail.getInputStream()) {
			return new Result(read(out, work), 0, 0, 0);
		}
		finally {
			writer.destroyForcibly();
			tail.destroyForcibly();
		}
	}

	private static Tally read(InputStream out, Work work) throws IOException {
		Tally tally = new Tally();
		Viewer viewer = new PlainViewer(Channels.newChannel(out), tally);
		ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
		while (!viewer.has(work.lines()) && viewer.read(buffer)) {
			// Goes on
		}
		viewer.end(work.lines());
		return tally;
	}

}
