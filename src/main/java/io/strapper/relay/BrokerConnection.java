package io.strapper.relay;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.BufferingStompDecoder;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompConversionException;
import org.springframework.messaging.simp.stomp.StompDecoder;
import org.springframework.messaging.simp.stomp.StompEncoder;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;

/**
 * A connection to the broker, in STOMP 1.2. One thread sends while another one receives.
 * The socket blocks, so that the sender notices when the broker reads nothing: Spring's
 * own clients put everything into an unbounded queue.
 */
final class BrokerConnection implements Closeable {

	/**
	 * Milliseconds within which the broker must accept the connection, and must answer
	 * then.
	 */
	private static final int LONGEST_WAIT = 10_000;

	/** Milliseconds that {@link #receive()} waits. */
	private static final int LONGEST_SILENCE = 1000;

	/** Bytes, more than our largest message has. */
	private static final int LARGEST_FRAME = 4 << 20;

	/** The heart-beat header: milliseconds between ours, and between the broker's. */
	private static final long[] HEARTBEAT = { LONGEST_WAIT, LONGEST_WAIT };

	private static final byte[] NOTHING = {};

	private final Socket socket;

	private final StompEncoder encoder = new StompEncoder();

	private final BufferingStompDecoder decoder = new BufferingStompDecoder(new StompDecoder(), LARGEST_FRAME);

	private final byte[] buffer = new byte[1 << 16];

	private BrokerConnection(Socket socket) {
		this.socket = socket;
	}

	/**
	 * Connects.
	 * @param tls makes the connection encrypted, or null
	 * @throws IOException if the broker does not answer, or refuses
	 */
	static BrokerConnection open(RelaySettings settings, @Nullable SSLSocketFactory tls) throws IOException {
		Socket socket = new Socket();
		try {
			socket.setTcpNoDelay(true);
			socket.setSoTimeout(LONGEST_WAIT);
			socket.connect(new InetSocketAddress(settings.host(), settings.port()), LONGEST_WAIT);
			BrokerConnection connection = new BrokerConnection(
					(tls != null) ? encrypted(socket, settings, tls) : socket);
			connection.greet(settings);
			connection.socket.setSoTimeout(LONGEST_SILENCE);
			return connection;
		}
		catch (IOException | RuntimeException ex) {
			socket.close();
			throw ex;
		}
	}

	private static Socket encrypted(Socket plain, RelaySettings settings, SSLSocketFactory tls) throws IOException {
		SSLSocket socket = (SSLSocket) tls.createSocket(plain, settings.host(), settings.port(), true);
		SSLParameters parameters = socket.getSSLParameters();
		// RFC 2818: the certificate must be the host's
		parameters.setEndpointIdentificationAlgorithm("HTTPS");
		socket.setSSLParameters(parameters);
		socket.startHandshake();
		return socket;
	}

	private void greet(RelaySettings settings) throws IOException {
		StompHeaderAccessor connect = StompHeaderAccessor.create(StompCommand.CONNECT);
		connect.setAcceptVersion("1.2");
		connect.setHost(settings.virtualHost());
		connect.setHeartbeat(HEARTBEAT[0], HEARTBEAT[1]);
		if (settings.login() != null) {
			connect.setLogin(settings.login());
			connect.setPasscode(settings.passcode());
		}
		send(connect, NOTHING);
		long end = System.nanoTime() + LONGEST_WAIT * 1_000_000L;
		while (receive().stream().noneMatch((answer) -> command(answer) == StompCommand.CONNECTED)) {
			if (System.nanoTime() - end > 0) {
				throw new SocketTimeoutException("it does not answer");
			}
		}
	}

	/** Subscribes to a destination. */
	void subscribe(String destination) throws IOException {
		StompHeaderAccessor subscribe = StompHeaderAccessor.create(StompCommand.SUBSCRIBE);
		subscribe.setSubscriptionId("0");
		subscribe.setDestination(destination);
		send(subscribe, NOTHING);
	}

	/** Sends a frame; blocks while the broker reads nothing. */
	void send(StompHeaderAccessor headers, byte[] payload) throws IOException {
		this.socket.getOutputStream()
			.write(this.encoder.encode(MessageBuilder.createMessage(payload, headers.getMessageHeaders())));
	}

	/**
	 * Waits for the next frames.
	 * @return the frames; none if the broker was silent for a second
	 * @throws IOException if the connection is broken, or the broker reports an error
	 */
	List<Message<byte[]>> receive() throws IOException {
		try {
			int length = this.socket.getInputStream().read(this.buffer);
			if (length < 0) {
				throw new EOFException("it closed the connection");
			}
			List<Message<byte[]>> frames = this.decoder
				.decode(ByteBuffer.allocate(length).put(this.buffer, 0, length).flip());
			for (Message<byte[]> frame : frames) {
				requireNoError(frame);
			}
			return frames;
		}
		catch (SocketTimeoutException ex) {
			return List.of();
		}
		catch (StompConversionException ex) {
			throw new IOException("it does not speak STOMP", ex);
		}
	}

	private static void requireNoError(Message<byte[]> frame) throws IOException {
		if (command(frame) == StompCommand.ERROR) {
			String sentence = StompHeaderAccessor.wrap(frame).getMessage();
			throw new IOException("it says: " + Objects.requireNonNullElse(sentence, "error"));
		}
	}

	static @Nullable StompCommand command(Message<byte[]> frame) {
		return StompHeaderAccessor.wrap(frame).getCommand();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
