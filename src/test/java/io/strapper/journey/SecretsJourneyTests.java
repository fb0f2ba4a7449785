package io.strapper.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.strapper.testing.Client;
import io.strapper.testing.RunningServer;
import io.strapper.testing.SeededTest;
import io.strapper.testing.Server;
import io.strapper.testing.Subscriber;
import org.junit.jupiter.api.Test;

import org.springframework.web.util.HtmlUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a script prints of its secrets, on every way out of the server. */
class SecretsJourneyTests {

	private static final String GIVEN = "Sent1nel'/+\"&given";

	private static final String DECLARED = "Sent1nel\\?<declared>";

	@RunningServer
	private static Server server;

	private final Client admin = server.admin();

	private static void secret(String app, String name, String value) throws IOException {
		Path folder = Files.createDirectories(server.home().resolve("apps").resolve(app).resolve("secrets"));
		Files.writeString(folder.resolve(name), value + "\n");
		Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString("rw-------"));
	}

	/** A value as tools write it. */
	private static List<String> written(String value) {
		byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
		List<String> written = new ArrayList<>(List.of(value, HexFormat.of().formatHex(bytes),
				HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT),
				URLEncoder.encode(value, StandardCharsets.UTF_8), value.replace("\\", "\\\\").replace("\"", "\\\""),
				"'" + value.replace("'", "'\\''") + "'"));
		written.addAll(base64(value));
		return written;
	}

	private static List<String> base64(String value) {
		List<String> encoded = new ArrayList<>();
		for (String before : List.of("", "a", "ab")) {
			byte[] bytes = (before + value).getBytes(StandardCharsets.UTF_8);
			encoded.add(Base64.getEncoder().encodeToString(bytes));
			encoded.add(Base64.getUrlEncoder().encodeToString(bytes));
		}
		return encoded;
	}

	/** What must not be seen of a value. */
	private static List<String> forms(String value) {
		List<String> forms = new ArrayList<>(written(value));
		base64(value).forEach((encoded) -> forms.add(encoded.substring(4, 12)));
		return forms;
	}

	/** A log with both secrets in all forms, in colours, in errors and in groups. */
	private static String log(Random random) {
		StringBuilder log = new StringBuilder("::add-mask::" + DECLARED + "\n");
		for (String value : List.of(GIVEN, DECLARED)) {
			log.append("::group::Log in with ").append(value).append("\n::endgroup::\n");
			for (String form : written(value)) {
				int at = random.nextInt(form.length());
				log.append("it is ").append(form).append('\n');
				log.append("\033[31m")
					.append(form, 0, at)
					.append("\033[0;1m\033[K")
					.append(form.substring(at))
					.append('\n');
				log.append("x".repeat(160 - random.nextInt(form.length()))).append(form).append('\r').append('\n');
			}
			log.append("ERROR: login failed: ").append(value).append('\n');
			log.append("https://example.org/?token=").append(URLEncoder.encode(value, StandardCharsets.UTF_8));
			log.append("\n");
		}
		return log.append("line\n".repeat(1500)).toString();
	}

	/** A script that writes a text in random parts. */
	private static String[] script(String text, Random random) {
		List<String> lines = new ArrayList<>();
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		for (int at = 0; at < bytes.length;) {
			int to = Math.min(bytes.length, at + 1 + random.nextInt((at < 8000) ? 300 : 4000));
			StringBuilder octal = new StringBuilder();
			for (int i = at; i < to; i++) {
				octal.append(String.format("\\%03o", bytes[i] & 0xff));
			}
			lines.add("printf '" + octal + "'");
			lines.add((random.nextInt(4) == 0) ? "sleep 0.03" : ":");
			at = to;
		}
		lines.add("exit 1");
		return lines.toArray(String[]::new);
	}

	@SeededTest(2)
	void noSurfaceShowsThem(long seed) throws Exception {
		Random random = new Random(seed);
		secret("shop", "TOKEN", GIVEN);
		server.file("shop", "app.yml", "secrets: [TOKEN]\n");
		server.script("shop", "deploy", script(log(random), random));
		List<String> live = new CopyOnWriteArrayList<>();

		long run;
		try (Subscriber subscriber = Subscriber.connect(this.admin,
				(payload) -> live.add(new String(payload, StandardCharsets.UTF_8)))) {
			subscriber.subscribe("/topic/deploy.shop");
			run = await().ignoreExceptions()
				.until(() -> this.admin.app("shop").press("deploy"), (number) -> number > 0);
			List<String> during = new ArrayList<>();
			while (this.admin.app("shop").status(run).equals("running")) {
				during.addAll(answers(run, random));
				assertThat(commandLines()).noneMatch((line) -> line.contains("Sent1nel"));
			}
			await().until(() -> live.stream().anyMatch((message) -> message.contains("failed")));
			assertHidden(during);
		}
		assertHidden(live);
		List<String> after = answers(run, random);
		assertHidden(after);
		assertThat(after).anyMatch((answer) -> answer.contains("it is *******"));
		assertThat(this.admin.app("shop").run(run).get("firstError").toString()).contains("login failed: ****");
		// A character for each byte, so that offsets stay true
		assertThat(this.admin.app("shop").log(run).getBytes(StandardCharsets.UTF_8))
			.hasSameSizeAs(Files.readAllBytes(server.home().resolve("runs/shop/" + run + "/log")));
		assertFilesAreOurs(run);
	}

	private List<String> answers(long run, Random random) {
		String path = "/api/apps/shop/runs/" + run;
		List<String> answers = new ArrayList<>();
		for (String each : List.of("/", "/apps/shop", "/apps/shop/runs/" + run, "/activity", "/audit", "/about",
				"/apps/shop/runs/" + run + "/lines/0", "/api/apps", "/api/apps/shop", "/api/apps/shop/runs",
				"/api/dashboard", "/api/activity", "/api/audit", "/api/audit.csv", path, path + "/screen?lines=5000",
				path + "/lines/0", path + "/log", path + "/log?plain", path + "/groups", path + "/errors",
				path + "/search?q=Sent1nel", path + "/search?q=it+is", path + "/times/0",
				"/api/apps/shop/updates?run=" + run + "&from=0&lines=5000")) {
			answers.add(this.admin.get(each).body());
		}
		for (int i = 0; i < 10; i++) {
			int from = random.nextInt(4000);
			answers.add(this.admin.get(path + "/log", "Range", "bytes=" + from + "-" + (from + random.nextInt(400)))
				.body());
		}
		if (!this.admin.app("shop").status(run).equals("running")) {
			answers.add(this.admin.get(path + "/log?follow").body());
		}
		return answers;
	}

	private static Stream<String> forms() {
		return Stream.of(GIVEN, DECLARED).flatMap((value) -> forms(value).stream());
	}

	/** Neither a form nor the first characters of one stands in an answer. */
	private static void assertHidden(List<String> answers) {
		List<String> forms = forms().toList();
		for (String answer : answers) {
			String text = HtmlUtils.htmlUnescape(answer.replace("\\\"", "\"").replaceAll("<[^>]*>", ""));
			String bytes = answer.replaceAll("\033\\[[0-9;]*[mK]", "");
			for (String seen : List.of(answer, text, bytes, text.replace("\\\\", "\\"))) {
				assertThat(forms.stream().filter(seen::contains)).isEmpty();
				assertThat(seen.replace("q=Sent1nel", "")).doesNotContain("Sent1n", "53656e74");
			}
		}
	}

	private static List<String> commandLines() throws IOException {
		List<String> lines = new ArrayList<>();
		try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
			for (Path process : processes.filter((each) -> each.getFileName().toString().matches("[0-9]+")).toList()) {
				try {
					lines.add(Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1));
				}
				catch (IOException | UncheckedIOException ex) {
					// It has ended
				}
			}
		}
		return lines;
	}

	private static void assertFilesAreOurs(long run) throws IOException {
		try (Stream<Path> files = Files.list(server.home().resolve("runs/shop/" + run))) {
			for (Path file : files.toList()) {
				assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).as(file.toString())
					.isEqualTo("rw-------");
				if (!file.endsWith("log") && !file.endsWith("masks")) {
					assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).as(file.toString())
						.doesNotContain("Sent1nel");
				}
			}
		}
	}

	@Test
	void aRunGetsItAsAVariableAndAChangedOneStaysHidden() throws Exception {
		secret("blog", "TOKEN", "the-first-token");
		server.file("blog", "app.yml", "secrets: [TOKEN]\n");
		server.script("blog", "deploy", "echo \"it has ${#TOKEN} characters: $TOKEN\"");
		await().ignoreExceptions().untilAsserted(() -> this.admin.app("blog").deployed());
		secret("blog", "TOKEN", "another-token");

		assertThat(this.admin.app("blog").log(1)).contains("it has 15 characters: ***************\n");
		this.admin.app("blog").deployed();
		assertThat(this.admin.app("blog").log(2)).contains("it has 13 characters: *************\n");
		assertThat(this.admin.app("blog").log(1)).contains("it has 15 characters: ***************\n");
	}

	@Test
	void aSecretThatIsAddedLaterIsHiddenInOldLogs() throws Exception {
		server.script("wiki", "deploy", "for i in $(seq 1500); do echo the-late-secret $i; done",
				"echo error: the-late-secret", "exit 1");
		this.admin.app("wiki").deployed();
		String path = "/api/apps/wiki/runs/1";
		HttpResponse<String> page = this.admin.get(path + "/lines/0");
		HttpResponse<String> raw = this.admin.get(path + "/log");
		List<String> before = Stream.of("", "/screen", "/errors", "/search?q=late-secret")
			.map((each) -> this.admin.get(path + each).body())
			.toList();
		assertThat(page.body()).contains("the-late-secret");
		assertThat(this.admin.get("/api/apps").body()).contains("error: the-late-secret");
		assertThat(before).allMatch((body) -> body.contains("late-secret") || body.contains("\"total\":1501"));

		secret("wiki", "TOKEN", "the-late-secret");
		server.file("wiki", "app.yml", "secrets: [TOKEN]\n");
		await().untilAsserted(() -> assertThat(this.admin.get(path + "/log").body()).doesNotContain("the-late-secret"));

		assertThat(Stream.of("", "/screen", "/errors", "/lines/0", "/log?plain", "/search?q=late-secret")
			.map((each) -> this.admin.get(path + each).body())).noneMatch((body) -> body.contains("late-secret"));
		assertThat(Stream.of("/", "/api/apps", "/api/dashboard", "/apps/wiki", "/api/apps/wiki")
			.map((each) -> this.admin.get(each).body())).noneMatch((body) -> body.contains("late-secret"));
		String tag = page.headers().firstValue("ETag").orElseThrow();
		HttpResponse<String> again = this.admin.get(path + "/lines/0", "If-None-Match", tag);
		assertThat(again.statusCode()).isEqualTo(200);
		assertThat(again.body()).contains("*************** 7");
		assertThat(this.admin.get(path + "/log", "If-None-Match", raw.headers().firstValue("ETag").orElseThrow())
			.statusCode()).isEqualTo(200);
		assertThat(this.admin.get(path + "/search?q=late-secret").body()).contains("\"total\":0");
	}

	@Test
	void oneThatIsTooShortIsAProblemOfTheApp() throws Exception {
		server.script("tiny", "deploy", "echo $PIN");
		secret("tiny", "PIN", "12345");
		server.file("tiny", "app.yml", "secrets: [PIN]\n");

		await().untilAsserted(() -> assertThat(this.admin.get("/apps/tiny").body()).contains("Secret PIN",
				"shorter than 6 characters"));
		assertThat(this.admin.post("/api/apps/tiny/deploy").statusCode()).isEqualTo(404);
	}

}
