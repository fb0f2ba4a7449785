package io.strapper.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.BooleanSupplier;

import io.strapper.testing.AppClient;
import io.strapper.testing.Client;
import io.strapper.testing.ServerProcess;

/** This server, which starts the writer as a deploy and shows it over STOMP. */
final class StrapperPeer implements Peer {

	private static final String APP = "load";

	@Override
	public String name() {
		return "strapper";
	}

	@Override
	public Result measure(Work work, Path folder) throws Exception {
		Path home = folder.resolve("home");
		Path app = Files.createDirectories(home.resolve("apps").resolve(APP));
		script(app.resolve("stop"), "true");
		script(app.resolve("deploy"), "exec " + String.join(" ", LogWriter.command(work.rate(), work.seconds())));
		Tally tally = new Tally();
		try (ServerProcess server = ServerProcess.start(home, options(work)); Crowd crowd = new Crowd()) {
			Client admin = server.admin();
			StompViewer.Session session = StompViewer.Session.of(admin, APP);
			ProcessFigures figures = new ProcessFigures(server.pid());
			crowd.connect(work.viewers(), server.port(), (channel) -> new StompViewer(channel, tally, session),
					saySomething(admin.app(APP), work.patience()));
			figures.begin();
			admin.app(APP).press("deploy");
			crowd.watch(work.lines(), work.patience());
			return new Result(tally, crowd.lost(), figures.megabytes(), figures.processorSeconds());
		}
	}

	/** Has short runs while viewers come in: each is in when it hears of one. */
	private static BooleanSupplier saySomething(AppClient app, BooleanSupplier patience) {
		return () -> {
			app.ended(app.press("stop"));
			return patience.getAsBoolean();
		};
	}

	/** The settings that {@code src/docs/programs.md} names for so many viewers. */
	private static String[] options(Work work) {
		return new String[] { "-XX:TieredStopAtLevel=4", "-Xmx1g", "--strapper.live.sockets-per-user=" + work.viewers(),
				"--strapper.live.sockets=" + Math.max(5000, work.viewers()),
				"--server.tomcat.max-connections=" + (work.viewers() + 8192) };
	}

	private static void script(Path file, String command) throws IOException {
		Files.writeString(file, "#!/bin/sh\n" + command + "\n");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

}
