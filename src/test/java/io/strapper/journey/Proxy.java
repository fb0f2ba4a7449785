package io.strapper.journey;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.strapper.testing.Certificate;
import io.strapper.testing.Packages;
import io.strapper.testing.Ports;

import static org.awaitility.Awaitility.await;

/**
 * A reverse proxy of the system's, with the configuration that the documentation shows.
 */
final class Proxy implements AutoCloseable {

	private final Process process;

	private final int port;

	private Proxy(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	/** Starts one in a new folder, in front of a port of this machine. */
	static Proxy start(String name, Path folder, int target) throws Exception {
		return start(name, folder, target, UnaryOperator.identity());
	}

	/** Likewise one that lets no WebSocket through. */
	static Proxy withoutSockets(String name, Path folder, int target) throws Exception {
		return start(name, folder, target, (example) -> switch (name) {
			case "nginx" -> example.replace("proxy_set_header Upgrade $http_upgrade;", "");
			case "haproxy" -> example.replace("default_backend", "http-request del-header Upgrade\n  default_backend");
			case "caddy" -> example.replace("deploy.example.org {", "deploy.example.org {\n\trequest_header -Upgrade");
			default -> example.replace(" upgrade=websocket", "");
		});
	}

	/** Starts nginx in a new folder, in front of two nodes on this machine. */
	static Proxy ofNodes(Path folder, int one, int other) throws Exception {
		return start("nginx-nodes", folder, one, (example) -> example.replace("10.0.0.11:8080", "127.0.0.1:" + one)
			.replace("10.0.0.12:8080", "127.0.0.1:" + other));
	}

	private static Proxy start(String name, Path folder, int target, UnaryOperator<String> change) throws Exception {
		String example = change.apply(example(name, Certificate.create(Files.createDirectories(folder)), target));
		int port = Ports.free();
		List<String> command = switch (name) {
			case "nginx", "nginx-nodes" -> nginx(folder, port, example);
			case "haproxy" -> haproxy(folder, port, example);
			case "caddy" -> caddy(folder, port, example);
			default -> apache(folder, port, example);
		};
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(folder.resolve("output").toFile());
		builder.environment().put("HOME", folder.toString());
		return new Proxy(awaitAnswer(builder.start(), folder, port), port);
	}

	private static List<String> nginx(Path folder, int port, String example) throws IOException {
		Packages.install("The proxy tests need nginx", "nginx-light", Path.of("/usr/sbin/nginx"));
		String server = example.replace("listen 443 ssl", "listen 127.0.0.1:" + port + " ssl");
		Path configuration = Files.writeString(folder.resolve("nginx.conf"), """
				daemon off;
				error_log %1$s/error;
				pid %1$s/pid;
				events {}
				http {
				access_log off;
				client_body_temp_path %1$s/body;
				proxy_temp_path %1$s/proxy;
				fastcgi_temp_path %1$s/fastcgi;
				uwsgi_temp_path %1$s/uwsgi;
				scgi_temp_path %1$s/scgi;
				%2$s
				}
				""".formatted(folder, server));
		return List.of("/usr/sbin/nginx", "-c", configuration.toString());
	}

	private static List<String> haproxy(Path folder, int port, String example) throws IOException {
		Packages.install("The proxy tests need HAProxy", "haproxy", Path.of("/usr/sbin/haproxy"));
		Path configuration = Files.writeString(folder.resolve("haproxy.cfg"),
				example.replace("bind :443", "bind 127.0.0.1:" + port));
		return List.of("/usr/sbin/haproxy", "-db", "-f", configuration.toString());
	}

	private static List<String> caddy(Path folder, int port, String example) throws IOException {
		Packages.install("The proxy tests need Caddy", "caddy", Path.of("/usr/bin/caddy"));
		String site = "https://127.0.0.1:" + port + " {\n\ttls " + folder.resolve("certificate") + " "
				+ folder.resolve("key");
		Path configuration = Files.writeString(folder.resolve("Caddyfile"),
				"{\n\tadmin off\n\tauto_https off\n}\n" + example.replace("deploy.example.org {", site));
		return List.of("/usr/bin/caddy", "run", "--adapter", "caddyfile", "--config", configuration.toString());
	}

	private static List<String> apache(Path folder, int port, String example) throws IOException {
		Packages.install("The proxy tests need Apache httpd", "apache2", Path.of("/usr/sbin/apache2"));
		String modules = Stream.of("mpm_event", "authz_core", "ssl", "proxy", "proxy_http", "headers", "socache_shmcb")
			.map((module) -> "LoadModule %1$s_module /usr/lib/apache2/modules/mod_%1$s.so\n".formatted(module))
			.collect(Collectors.joining());
		Path configuration = Files.writeString(folder.resolve("apache.conf"), """
				%1$sServerRoot %2$s
				ServerName 127.0.0.1
				PidFile %2$s/pid
				DefaultRuntimeDir %2$s
				ErrorLog %2$s/error
				User www-data
				Listen 127.0.0.1:%3$d
				%4$s
				""".formatted(modules, folder, port, example.replace("*:443", "*:" + port)));
		return List.of("/usr/sbin/apache2", "-D", "FOREGROUND", "-f", configuration.toString());
	}

	/**
	 * The example of the documentation, with the certificate and the server of a test.
	 */
	private static String example(String name, Certificate certificate, int target) throws IOException {
		String file = switch (name) {
			case "nginx", "nginx-nodes" -> name + ".conf";
			case "haproxy" -> "haproxy.cfg";
			case "caddy" -> "Caddyfile";
			case "apache" -> "apache.conf";
			default -> throw new IllegalArgumentException("No such proxy: " + name);
		};
		return Files.readString(Path.of("src/docs", file))
			.replace("127.0.0.1:8080", "127.0.0.1:" + target)
			.replace("crt /etc/ssl/deploy.example.org.pem", "crt " + certificate.both())
			.replace("/etc/ssl/deploy.example.org.pem", certificate.certificate().toString())
			.replace("/etc/ssl/deploy.example.org.key", certificate.key().toString());
	}

	private static Process awaitAnswer(Process process, Path folder, int port) {
		await().until(() -> {
			if (!process.isAlive()) {
				throw new AssertionError(Files.readString(folder.resolve("output")));
			}
			try (Socket socket = new Socket()) {
				socket.connect(new InetSocketAddress("127.0.0.1", port));
				return true;
			}
			catch (IOException ex) {
				return false;
			}
		});
		return process;
	}

	int port() {
		return this.port;
	}

	String url() {
		return "https://127.0.0.1:" + this.port;
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
	}

}
