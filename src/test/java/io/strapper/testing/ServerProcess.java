package io.strapper.testing;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.strapper.StrapperApplication;
import org.awaitility.core.ConditionTimeoutException;

import static org.awaitility.Awaitility.await;

/** The server as a process of its own, which can be killed. */
public final class ServerProcess implements AutoCloseable {

	/** Starts a virtual machine that has little to compile and little to remember. */
	static final List<String> JAVA = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
			"-XX:TieredStopAtLevel=1", "-Xmx256m");

	private final Process process;

	private final int port;

	private final Path output;

	private ServerProcess(Process process, int port, Path output) {
		this.process = process;
		this.port = port;
		this.output = output;
	}

	/**
	 * Starts a server on a free port and waits until it answers.
	 * @param home its home
	 * @param arguments more of the command line
	 */
	public static ServerProcess start(Path home, String... arguments) throws IOException {
		ServerProcess server = launch(home, Ports.free(), arguments);
		try {
			return server.awaitAnswer();
		}
		catch (AssertionError | ConditionTimeoutException ex) {
			server.kill();
			throw ex;
		}
	}

	/**
	 * Starts a server, whether or not it can start.
	 * @param home its home
	 * @param port where it is to listen
	 * @param arguments more of the command line; what begins with {@code -X} is for the
	 * virtual machine
	 */
	public static ServerProcess launch(Path home, int port, String... arguments) throws IOException {
		return launch(List.of(), StrapperApplication.class, home, port, arguments);
	}

	/**
	 * Starts a server by another program.
	 * @param by the program and its arguments, before the command line of the server
	 */
	public static ServerProcess launch(List<String> by, Path home, int port, String... arguments) throws IOException {
		return launch(by, StrapperApplication.class, home, port, arguments);
	}

	/** Starts a server with a main class of the test. */
	public static ServerProcess launch(Class<?> main, Path home, int port, String... arguments) throws IOException {
		return launch(List.of(), main, home, port, arguments);
	}

	private static ServerProcess launch(List<String> by, Class<?> main, Path home, int port, String... arguments)
			throws IOException {
		Map<Boolean, List<String>> more = Stream.of(arguments)
			.collect(Collectors.partitioningBy((argument) -> argument.startsWith("-X")));
		List<String> command = new ArrayList<>(by);
		command.addAll(JAVA);
		command.addAll(ServerClasses.options());
		command.addAll(more.get(true));
		command.addAll(application(main, home, port));
		command.addAll(more.get(false));
		File output = File.createTempFile("server", ".log");
		output.deleteOnExit();
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
		return new ServerProcess(process, port, output.toPath());
	}

	/** A main class and what every test tells it. */
	static List<String> application(Class<?> main, Path home, int port) {
		return List.of(main.getName(), "--strapper.home=" + home, "--server.port=" + port,
				"--strapper.admin-password=" + Server.PASSWORD, "--spring.main.banner-mode=off");
	}

	/** Waits until it answers. Virtual machines that start at the same time are slow. */
	public ServerProcess awaitAnswer() {
		await().atMost(Patience.LIMIT.multipliedBy(3)).until(() -> {
			if (!this.process.isAlive()) {
				throw new AssertionError("The server ended: " + output());
			}
			try (Socket socket = new Socket()) {
				socket.connect(new InetSocketAddress("127.0.0.1", this.port), 1000);
				return true;
			}
			catch (IOException ex) {
				return false;
			}
		});
		return this;
	}

	/** The port that it was told to listen on. */
	public int port() {
		return this.port;
	}

	/** Its process identifier. */
	public long pid() {
		return this.process.pid();
	}

	/** Where it is reached, without a slash at the end. */
	public String url() {
		return "http://127.0.0.1:" + this.port;
	}

	/** The first administrator, who has signed in. */
	public Client admin() {
		return new Client(url()).signIn("admin", Server.PASSWORD);
	}

	/** All that it printed. */
	public String output() throws IOException {
		return Files.readString(this.output);
	}

	/** The most memory that it has taken so far, in MB. */
	public long residentMegabytes() throws IOException {
		try (Stream<String> status = Files.lines(Path.of("/proc", Long.toString(pid()), "status"))) {
			return status.filter((line) -> line.startsWith("VmHWM:"))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
				.sum();
		}
	}

	/** Waits until it ends by itself. */
	public int awaitEnd() throws InterruptedException {
		if (!this.process.waitFor(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
			throw new AssertionError("The server goes on");
		}
		return this.process.exitValue();
	}

	/** Lets it have so many file descriptors more and none after them. */
	public void leaveDescriptors(int number) throws IOException, InterruptedException {
		Set<String> taken;
		try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid()), "fd"))) {
			taken = descriptors.map((descriptor) -> descriptor.getFileName().toString()).collect(Collectors.toSet());
		}
		// The lowest numbers that are free are those that it gets
		int limit = 0;
		for (int free = 0; free <= number; limit++) {
			free += taken.contains(Integer.toString(limit)) ? 0 : 1;
		}
		Process prlimit = new ProcessBuilder("prlimit", "--pid", Long.toString(pid()), "--nofile=" + (limit - 1) + ":")
			.inheritIO()
			.start();
		if (prlimit.waitFor() != 0) {
			throw new AssertionError("prlimit failed");
		}
	}

	/** SIGTERM, as from {@code systemctl stop}; returns when it has ended. */
	public void terminate() throws InterruptedException {
		this.process.destroy();
		awaitEnd();
	}

	/** Sends it a signal, for example {@code STOP}. */
	public void signal(String signal) throws IOException, InterruptedException {
		List<String> kill = List.of("kill", "-" + signal, Long.toString(pid()));
		if (new ProcessBuilder(kill).inheritIO().start().waitFor() != 0) {
			throw new AssertionError(kill + " failed");
		}
	}

	/** {@code kill -9}. */
	public void kill() {
		this.process.destroyForcibly().onExit().join();
	}

	@Override
	public void close() {
		kill();
	}

}
