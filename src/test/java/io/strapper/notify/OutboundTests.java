package io.strapper.notify;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLException;

import io.strapper.testing.Patience;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Receivers that are slow, endless, or no receivers at all. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class OutboundTests {

	@RunningServer(tls = true)
	private static Server secure;

	@AutoClose
	private final Outbound patient = new Outbound(Patience.LIMIT);

	@AutoClose
	private final Outbound hasty = new Outbound(Duration.ofMillis(700));

	private static InetAddress here() {
		return InetAddress.getLoopbackAddress();
	}

	/** What comes of a receiver that takes the request, and then answers as it likes. */
	private static Outbound.Answer answer(Outbound outbound, Answering answering) throws IOException {
		try (ServerSocket server = new ServerSocket(0, 1, here())) {
			Thread thread = new Thread(() -> {
				try (Socket socket = server.accept()) {
					socket.getInputStream().readNBytes(20);
					answering.to(socket.getOutputStream());
				}
				catch (IOException ex) {
					// Nobody reads on
				}
			});
			thread.start();
			return outbound.send(post("http://name.invalid:" + server.getLocalPort() + "/"), here());
		}
	}

	private static Post post(String url) {
		return new Post(URI.create(url), Map.of("X-Test", "yes"), "{}".getBytes(StandardCharsets.UTF_8));
	}

	private static void write(OutputStream out, String text) throws IOException {
		out.write(text.getBytes(StandardCharsets.US_ASCII));
		out.flush();
	}

	@Test
	void noNameIsResolvedAndTheHeadIsRead() throws Exception {
		Outbound.Answer answer = answer(this.patient, (out) -> write(out,
				"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 429 Too Many Requests\r\nRetry-After: 120\r\n\r\nmuch more"));

		assertThat(answer.status()).isEqualTo(429);
		assertThat(answer.retryAfter()).isEqualTo(Duration.ofMinutes(2));
	}

	@Test
	void anAnswerByTheByteEndsAtTheLimit() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> answer(this.hasty, (out) -> {
			write(out, "HTTP/1.1 200 OK\r\n");
			while (true) {
				write(out, "X: y\r\n");
				Thread.onSpinWait();
			}
		}));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> answer(this.hasty, (out) -> {
			for (char next : "HTTP/1.1 200 OK\r\nX: ".toCharArray()) {
				write(out, String.valueOf(next));
				pause();
			}
		}));
	}

	/** Shorter than the limit, so that no read by itself takes too long. */
	private static void pause() {
		try {
			Thread.sleep(100);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void silenceAndOtherProtocolsAreNoAnswers() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> answer(this.hasty, (out) -> {
		}));
		assertThatExceptionOfType(Outbound.NotHttpException.class)
			.isThrownBy(() -> answer(this.patient, (out) -> write(out, "SSH-2.0-OpenSSH_9.9\r\n\r\n")));
		assertThatExceptionOfType(Outbound.NotHttpException.class)
			.isThrownBy(() -> answer(this.patient, (out) -> write(out, "HTTP/1.1 200 OK\r\nX: " + "y".repeat(20_000))));
	}

	@Test
	void aCertificateThatNobodyHasSignedIsRefused() {
		assertThatExceptionOfType(SSLException.class)
			.isThrownBy(() -> this.patient.send(post("https://localhost:" + secure.port() + "/"), here()));
	}

	@Test
	void nothingBreaksALineOfTheRequest() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Post(URI.create("http://a.example/"), Map.of("X", "y\r\nEvil: yes"), new byte[0]));
	}

	private interface Answering {

		void to(OutputStream out) throws IOException;

	}

}
