package io.strapper.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.springframework.util.FileSystemUtils;

/**
 * RabbitMQ with its plug-in for STOMP, as a process of its own, with its own name, ports
 * and folder. Debian's starter runs it as another user and in another folder: here its
 * own scripts are run.
 */
public final class RabbitMq implements MessageBroker {

	private static final Path INSTALLED = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");

	private static final Path EPMD = Path.of("/usr/bin/epmd");

	/** What the user of the nodes may do, as src/docs/nodes.md advises. */
	private static final String DEFINITIONS = """
			{"users": [{"name": "%1$s", "password": "%2$s", "tags": ""}],
			 "vhosts": [{"name": "/"}],
			 "permissions": [{"user": "%1$s", "vhost": "/", "configure": "^stomp-subscription-.*",
			   "write": "^(amq\\\\.topic|stomp-subscription-.*)$", "read": "^(amq\\\\.topic|stomp-subscription-.*)$"}],
			 "topic_permissions": [{"user": "%1$s", "vhost": "/", "exchange": "amq.topic",
			   "write": "^deploy\\\\.[^.]+$", "read": "^deploy\\\\.\\\\*$"}]}
			""";

	private final Path folder;

	private final int port;

	private final int encryptedPort;

	private final List<Process> processes = new ArrayList<>();

	private RabbitMq(Path folder, int port, int encryptedPort) {
		this.folder = folder;
		this.port = port;
		this.encryptedPort = encryptedPort;
	}

	/** A RabbitMQ that is not started. */
	public static RabbitMq stopped() throws IOException {
		return stopped("");
	}

	/** A RabbitMQ that is not started, and that speaks TLS on another port, too. */
	public static RabbitMq encrypted(Certificate certificate) throws IOException {
		return stopped("""
				ssl_options.certfile = %s
				ssl_options.keyfile = %s
				""".formatted(certificate.certificate(), certificate.key()));
	}

	private static RabbitMq stopped(String more) throws IOException {
		Packages.install("Nodes are tested with RabbitMQ", "rabbitmq-server", INSTALLED, EPMD);
		Path folder = Files.createTempDirectory("rabbitmq");
		int port = Ports.free();
		int encrypted = Ports.free();
		String tls = more.isEmpty() ? "" : "stomp.listeners.ssl.1 = 127.0.0.1:" + encrypted + "\n" + more;
		Files.writeString(folder.resolve("rabbitmq.conf"), """
				listeners.tcp = none
				stomp.listeners.tcp.1 = 127.0.0.1:%d
				load_definitions = %s/definitions.json
				""".formatted(port, folder) + tls);
		Files.writeString(folder.resolve("definitions.json"), DEFINITIONS.formatted(LOGIN, PASSCODE));
		Files.writeString(folder.resolve("plugins"), "[rabbitmq_stomp].");
		return new RabbitMq(folder, port, encrypted);
	}

	@Override
	public int port() {
		return this.port;
	}

	/** The port on which it speaks TLS, if it does. */
	public int encryptedPort() {
		return this.encryptedPort;
	}

	@Override
	public void start() throws IOException {
		if (!this.processes.isEmpty()) {
			return;
		}
		int names = Ports.free();
		run(names, EPMD.toString(), "-port", Integer.toString(names), "-address", "127.0.0.1");
		run(names, INSTALLED.toString());
		Awaitility.await().atMost(Patience.LIMIT.multipliedBy(3)).until(this::answers);
	}

	private void run(int names, String... command) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(this.folder.resolve("output").toFile()));
		String home = this.folder.toString();
		builder.environment()
			.putAll(Map.ofEntries(Map.entry("HOME", home), Map.entry("ERL_EPMD_PORT", Integer.toString(names)),
					Map.entry("RABBITMQ_NODENAME", "strapper" + this.port + "@localhost"),
					Map.entry("RABBITMQ_DIST_PORT", Integer.toString(Ports.free())),
					Map.entry("RABBITMQ_CONFIG_FILE", home + "/rabbitmq.conf"),
					Map.entry("RABBITMQ_CONF_ENV_FILE", "/dev/null"),
					Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", home + "/plugins"),
					Map.entry("RABBITMQ_MNESIA_BASE", home + "/mnesia"), Map.entry("RABBITMQ_LOG_BASE", home + "/log"),
					Map.entry("RABBITMQ_PID_FILE", home + "/pid"),
					Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-start_epmd false +S 1:1 +sbwt none")));
		this.processes.add(builder.start());
	}

	private boolean answers() throws IOException {
		if (!this.processes.stream().allMatch(Process::isAlive)) {
			throw new AssertionError("RabbitMQ ended: " + Files.readString(this.folder.resolve("output")));
		}
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress("127.0.0.1", this.port), 1000);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public void kill() {
		this.processes.stream()
			.flatMap((process) -> Stream.concat(process.descendants(), Stream.of(process.toHandle())))
			.toList()
			.forEach((process) -> {
				process.destroyForcibly();
				process.onExit().join();
			});
		this.processes.clear();
	}

	@Override
	public void close() throws IOException {
		kill();
		FileSystemUtils.deleteRecursively(this.folder);
	}

}
