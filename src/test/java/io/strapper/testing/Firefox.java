package io.strapper.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.FileSystemUtils;

import static org.awaitility.Awaitility.await;

/**
 * The system's own Firefox, headless, which speaks WebDriver BiDi by itself: no other
 * program is in between.
 */
final class Firefox implements AnyBrowser {

	private static final Path PROGRAM = Path.of("/usr/bin/firefox-esr");

	private static final JsonMapper JSON = new JsonMapper();

	/** Where a starting Firefox writes on which port it listens. */
	private static final String PORT_FILE = "WebDriverBiDiServer.json";

	private final ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();

	private final Path profile;

	private final Process process;

	private final BidiConnection connection;

	private final String context;

	private Firefox(Path profile, Process process, int port) {
		this.profile = profile;
		this.process = process;
		this.connection = new BidiConnection("ws://127.0.0.1:" + port + "/session", this::hear);
		this.connection.send("session.new",
				Map.of("capabilities", Map.of("alwaysMatch", Map.of("acceptInsecureCerts", true))));
		this.connection.send("session.subscribe", Map.of("events", List.of("log.entryAdded")));
		this.context = this.connection.send("browsingContext.getTree", Map.of()).at("/contexts/0/context").asString();
	}

	static Firefox open() {
		Packages.install("The browser tests need " + PROGRAM, "firefox-esr", PROGRAM);
		try {
			Path profile = Files.createTempDirectory("firefox");
			Process process = new ProcessBuilder(PROGRAM.toString(), "--headless", "--no-remote", "--profile",
					profile.toString(), "--remote-debugging-port", "0", "--width", "1280", "--height", "800")
				.redirectErrorStream(true)
				.redirectOutput(profile.resolve("output").toFile())
				.start();
			Path portFile = profile.resolve(PORT_FILE);
			JsonNode listening = await().ignoreExceptions()
				.until(() -> JSON.readTree(Files.readString(portFile)), (node) -> node.path("ws_port").asInt(0) > 0);
			return new Firefox(profile, process, listening.get("ws_port").asInt());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void hear(JsonNode event) {
		JsonNode entry = event.path("params");
		if (event.path("method").asString("").equals("log.entryAdded")
				&& entry.path("level").asString("").equals("error")) {
			this.complaints.add(entry.path("text").asString("") + ' ' + entry.path("stackTrace"));
		}
	}

	@Override
	public void open(String address) {
		this.connection.send("browsingContext.navigate",
				Map.of("context", this.context, "url", address, "wait", "complete"));
	}

	@Override
	public Object run(String body, Object... values) {
		String function = """
				async (values) => {
				  const run = function () {
				%s
				  };
				  return JSON.stringify({ value: await run.apply(null, JSON.parse(values)) ?? null });
				}""".formatted(body);
		JsonNode answer = this.connection.send("script.callFunction",
				Map.of("functionDeclaration", function, "awaitPromise", true, "target", Map.of("context", this.context),
						"arguments", List.of(Map.of("type", "string", "value", JSON.writeValueAsString(values)))));
		if (!answer.path("type").asString("").equals("success")) {
			throw new IllegalStateException(answer.toString());
		}
		return JSON.readValue(answer.at("/result/value").asString(), Value.class).value();
	}

	@Override
	public void click(String selector) {
		String[] at = String.valueOf(run("""
				const element = document.querySelector(arguments[0]);
				element.scrollIntoView({ block: 'nearest' });
				const { x, y, width, height } = element.getBoundingClientRect();
				return [Math.round(x + width / 2), Math.round(y + height / 2)].join();""", selector)).split(",");
		perform("pointer",
				List.of(Map.of("type", "pointerMove", "x", Integer.valueOf(at[0]), "y", Integer.valueOf(at[1])),
						Map.of("type", "pointerDown", "button", 0), Map.of("type", "pointerUp", "button", 0)));
	}

	@Override
	public void type(String keys) {
		List<Map<String, ?>> actions = new ArrayList<>();
		for (String key : keys.split("")) {
			actions.add(Map.of("type", "keyDown", "value", key));
			actions.add(Map.of("type", "keyUp", "value", key));
		}
		perform("key", actions);
	}

	private void perform(String device, List<Map<String, ?>> actions) {
		this.connection.send("input.performActions", Map.of("context", this.context, "actions",
				List.of(Map.of("type", device, "id", device, "actions", actions))));
	}

	@Override
	public void runFirst(String script) {
		this.connection.send("script.addPreloadScript", Map.of("functionDeclaration", "() => {" + script + "}"));
	}

	@Override
	public List<String> complaints() {
		return Stream.generate(this.complaints::poll).takeWhile((complaint) -> complaint != null).toList();
	}

	@Override
	public void close() {
		this.connection.close();
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
		this.process.onExit().join();
		try {
			FileSystemUtils.deleteRecursively(this.profile);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** What a script returned. */
	record Value(Object value) {
	}

}
