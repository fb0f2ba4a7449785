package io.strapper.testing;

import java.time.Duration;

/** Many apps: of each ten one has failed, one was stopped and one never ran. */
public final class ManyApps {

	private static final String[] LABELS = { "shop", "internal", "data", "" };

	private static final String[] USERS = { "admin", "ann", "bob" };

	private ManyApps() {
	}

	/** Puts a number of them into a server that has not looked yet. */
	public static void make(Server server, int count) {
		History history = new History(server);
		for (int i = 0; i < count; i++) {
			String app = "app-%03d".formatted(i);
			String label = LABELS[i % LABELS.length];
			Folders.script(server.home(), app, "deploy", "while [ ! -e go ]; do sleep 0.1; done");
			Folders.script(server.home(), app, "stop", "true");
			Folders.file(server.home(), app, "app.yml",
					"name: Service %d\ndescription: What customers see of part %d\n%s".formatted(i, i,
							label.isEmpty() ? "" : "labels: [" + label + "]\n"));
			for (int run = 9; run >= 0 && i % 10 != 3; run--) {
				String status = (run == 0 && i % 10 == 1) || (run + i) % 7 == 4 && run > 0 ? "failed" : "succeeded";
				String action = (run == 0 && i % 10 == 2) ? "stop" : "deploy";
				history.run(app, action, status, USERS[i % USERS.length], Duration.ofHours(1 + i + 24 * run),
						Duration.ofSeconds(5 + (i * 7 + run * 13) % 90));
			}
		}
	}

}
