package io.strapper.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/** Ports for programs that have to be told theirs before they start. */
public final class Ports {

	/** The first port that the kernel gives to whoever connects and names none. */
	private static final Path RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

	private static final int LOWEST = 10_000;

	private static final Set<Integer> given = new HashSet<>();

	private static final Random random = new Random();

	private Ports() {
	}

	/**
	 * A port that nobody listens on. It lies below those that the kernel gives away by
	 * itself, so that no connection of this machine takes it before the program does.
	 */
	public static synchronized int free() throws IOException {
		// Read as lines: whoever asks the kernel for one byte first gets no more than
		// that
		int end = Integer.parseInt(Files.readAllLines(RANGE).get(0).split("\\s+")[0]);
		int port = random.nextInt(LOWEST, end);
		while (given.contains(port) || !isFree(port)) {
			port = random.nextInt(LOWEST, end);
		}
		given.add(port);
		return port;
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket(port)) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

}
