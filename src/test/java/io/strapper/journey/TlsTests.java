package io.strapper.journey;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.HttpCookie;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;

import io.strapper.testing.Certificate;
import io.strapper.testing.Client;
import io.strapper.testing.Page;
import io.strapper.testing.RawSocket;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import io.strapper.testing.UnreadConnections;
import io.strapper.testing.Visitor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A server that speaks TLS itself ({@code server.ssl}), without a proxy. */
@ExtendWith(OutputCaptureExtension.class)
class TlsTests {

	private static final int LARGE = 3_000_000;

	private static final int UNREAD = 220;

	@RunningServer(tls = true)
	private static Server server;

	private static Client admin;

	private static String viewer;

	@BeforeAll
	static void start(CapturedOutput output) {
		assertThat(output.getAll()).contains("Strapper is ready at https://127.0.0.1:" + server.port());
		admin = server.admin();
		viewer = server.viewer("sam").cookieHeader();
		server.script("large", "deploy", "yes 'a line of an ordinary log' | head -c " + LARGE);
		admin.app("large").deployed();
	}

	@Test
	void theLogIsLive() throws Exception {
		server.script("blog", "deploy", "echo before",
				"while [ ! -e '" + server.gate("blog") + "' ]; do sleep 0.05; done", "echo after");
		try (Page page = server.page().open("/apps/blog")) {
			page.awaitConnection("Live");
			page.press("Deploy");
			page.awaitShown("before");
			Files.createFile(server.gate("blog"));
			page.awaitStatus("Succeeded");
			page.awaitShown("after");
			assertThat(page.complaints()).isEmpty();
		}
	}

	@Test
	void cookiesAreOfThisHostAndOfTlsAlone() {
		assertThat(admin.get("/login").headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
		assertThat(server.client().get("/login", "Accept", "text/html").headers().allValues("Set-Cookie")).isNotEmpty()
			.allMatch((cookie) -> cookie.startsWith("__Host-") && cookie.contains("; Secure")
					&& cookie.contains("; Path=/;"));
		assertThat(admin.cookies()).isNotEmpty().allMatch(HttpCookie::getSecure);
		assertThat(admin.session().getName()).startsWith("__Host-");
	}

	@Test
	void onlyItsOwnPageGetsASocket() throws IOException {
		String foreign = server.url().replace("https:", "http:");

		assertThat(admin.json("/api/socket?origin=" + server.url()).get("refusal").isNull()).isTrue();
		assertThat(admin.json("/api/socket?origin=" + foreign).get("refusal").asString()).isNotEmpty();
		assertThat(handshake(server.url())).contains(" 101 ");
		assertThat(handshake(foreign)).contains(" 403 ");
	}

	private static String handshake(String origin) throws IOException {
		try (RawSocket socket = new RawSocket(server.url(), Map.of("Origin", origin, "Cookie", admin.cookieHeader()))) {
			return socket.status();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "log", "log?plain", "log?follow", "lines/0" })
	void whoReadsSlowlyGetsTheWholeAnswerAndMayAskAgain(String part) throws Exception {
		String path = "/api/apps/large/runs/1/" + part;
		byte[] whole = admin.get(path).body().getBytes(StandardCharsets.UTF_8);
		try (UnreadConnections slow = unread(UnreadConnections.pipelined(1, path, viewer)).open(1)) {
			DataInputStream in = new DataInputStream(new BufferedInputStream(slow.answers(0)));
			for (int times = 0; times < 2; times++) {
				// The server has more for it than the kernel takes
				await().until(() -> slow.unsettled().isEmpty());
				assertThat(body(in)).as("time %d", times).isEqualTo(whole);
				slow.askAgain();
			}
		}
	}

	private static UnreadConnections unread(String requests) {
		return new UnreadConnections(server.port(), requests, Certificate.trusting().getSocketFactory());
	}

	private static byte[] body(DataInputStream in) throws IOException {
		String head = head(in);
		if (head.contains("Transfer-Encoding: chunked")) {
			ByteArrayOutputStream body = new ByteArrayOutputStream();
			for (int size = chunk(in); size > 0; size = chunk(in)) {
				body.write(in.readNBytes(size));
				line(in);
			}
			line(in);
			return body.toByteArray();
		}
		return in.readNBytes(Integer.parseInt(head.replaceFirst("(?s).*Content-Length: (\\d+)\r\n.*", "$1")));
	}

	private static int chunk(DataInputStream in) throws IOException {
		return Integer.parseInt(line(in), 16);
	}

	private static String head(DataInputStream in) throws IOException {
		StringBuilder head = new StringBuilder();
		for (String line = line(in); !line.isEmpty(); line = line(in)) {
			head.append(line).append("\r\n");
		}
		return head.toString();
	}

	/** A line without its end, CR LF. */
	private static String line(DataInputStream in) throws IOException {
		StringBuilder line = new StringBuilder();
		for (char character = (char) in.readUnsignedByte(); character != '\n'; character = (char) in
			.readUnsignedByte()) {
			line.append(character);
		}
		return line.substring(0, line.length() - 1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "log", "screen?lines=20000" })
	void whoDoesNotReadKeepsNobodyElseWaiting(String part) throws Exception {
		String requests = UnreadConnections.pipelined(4, "/api/apps/large/runs/1/" + part, viewer);
		Visitor visitor = new Visitor(admin, "/");
		Duration usual = visitor.visit();

		try (UnreadConnections unread = unread(requests).open(UNREAD)) {
			await().pollInSameThread().untilAsserted(() -> {
				visitor.visit();
				assertThat(unread.unsettled()).isEmpty();
			});
		}

		assertThat(visitor.longest()).isLessThan(Visitor.limit(usual));
	}

}
