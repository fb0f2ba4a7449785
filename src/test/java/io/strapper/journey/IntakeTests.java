package io.strapper.journey;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.strapper.testing.Patience;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** Requests that never come to their end, and such as cannot be read. */
@ExtendWith(OutputCaptureExtension.class)
class IntakeTests {

	/** Addresses of this machine that its other clients do not have. */
	private static final String ELSEWHERE = "127.0.0.2";

	private static final String CROWD = "127.0.0.3";

	// Nobody waits for a body as long as tests do
	@RunningServer({ "--server.tomcat.threads.max=30", "--server.tomcat.max-connections=200",
			"--server.tomcat.connection-timeout=10m" })
	private static Server server;

	@ParameterizedTest
	@ValueSource(strings = { "POST /login", "GET /login", "POST /nowhere" })
	void bodiesThatNeverComeKeepNobodyElseWaiting(String request) throws Exception {
		List<Socket> sockets = new ArrayList<>();
		for (int i = 0; i < 60; i++) {
			sockets.add(begin(request + " HTTP/1.1\r\nHost: x\r\n"
					+ "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nu"));
		}

		try {
			assertTimeoutPreemptively(Patience.LIMIT, server::admin);
		}
		finally {
			for (Socket socket : sockets) {
				socket.close();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/?x=%zz", "/login?x=%ED%A0%80", "/api/apps?x=%zz", "/css/base.css?%zz" })
	void whatCannotBeReadIsToldSo(String path, CapturedOutput output) throws Exception {
		String cookie = server.admin().cookieHeader();
		try (Socket socket = begin(
				"GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: " + cookie + "\r\n\r\n")) {
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

			assertThat(answer).startsWith("HTTP/1.1 400 ");
		}
		assertThat(output.getAll()).doesNotContain("\tat ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /login|Content-Length: -1", "GET /login|Content-Length: x", "GET /|Accept: ///",
			"GET /login|Origin: http://h:8091.evil", "GET /ws|Origin: http://h:8091.evil", "GET /a%2fb|X: y",
			"GET /login|Content-Type: ///", "FOO /login|X: y" })
	void aClientsNonsenseIsNoErrorOfOurs(String request, CapturedOutput output) throws Exception {
		String[] parts = request.split("\\|");
		String cookie = server.admin().cookieHeader();
		try (Socket socket = begin(parts[0] + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: " + cookie + "\r\n"
				+ parts[1] + "\r\n\r\n")) {
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

			assertThat(answer).startsWith("HTTP/1.1 400 ")
				.contains("Content-Security-Policy: default-src 'none'")
				.contains("X-Content-Type-Options: nosniff");
		}
		assertThat(output.getAll()).doesNotContain("\tat ", " ERROR ");
	}

	@Test
	void halfSentHeadersOfOneNetworkKeepNobodyElseOut(CapturedOutput output) throws Exception {
		List<Socket> sockets = new ArrayList<>();
		for (int i = 0; i < 300; i++) {
			sockets.add(begin(CROWD, "GET /login HTTP/1.1\r\nHost: x"));
		}

		assertTimeoutPreemptively(Patience.LIMIT, () -> server.client().get("/login"));
		// Of 200 connections a quarter may be theirs
		long open = sockets.stream().filter(IntakeTests::isOpen).count();
		assertThat(open).isBetween(1L, 60L);
		// One sentence for hundreds of connections
		assertThat(output.getAll()).containsOnlyOnce("Refused a connection from " + CROWD + ", which has 50");
		for (Socket socket : sockets) {
			socket.close();
		}
	}

	private static boolean isOpen(Socket socket) {
		try {
			socket.setSoTimeout(20);
			return socket.getInputStream().read() >= 0;
		}
		catch (SocketTimeoutException ex) {
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Test
	void aSignInIsNoPlaceForFiles() {
		HttpResponse<String> answer = server.client().postForged("/login", Map.of("x", "y".repeat(3 << 20)));

		assertThat(answer.statusCode()).isEqualTo(413);
	}

	private static Socket begin(String request) throws IOException {
		return begin(ELSEWHERE, request);
	}

	private static Socket begin(String address, String request) throws IOException {
		Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), server.port(), InetAddress.getByName(address),
				0);
		socket.setSoTimeout(Math.toIntExact(Patience.LIMIT.toMillis()));
		OutputStream out = socket.getOutputStream();
		out.write(request.getBytes(StandardCharsets.US_ASCII));
		out.flush();
		return socket;
	}

}
