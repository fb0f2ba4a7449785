package io.strapper.journey;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

import io.strapper.testing.Packages;
import io.strapper.testing.Ports;

import static org.awaitility.Awaitility.await;

/** An nginx that lets no WebSocket through, in one of the ways that occur. */
final class BlockingProxy implements AutoCloseable {

	/** What goes wrong with the WebSocket. */
	enum Fault {

		/** The server sees another host than the page: 403. */
		FOREIGN_ORIGIN("""
				location / { proxy_pass %1$s; proxy_set_header Host $http_host; }
				location ~ ^/(ws|api/socket)$ {
				proxy_pass %1$s;
				proxy_http_version 1.1;
				proxy_set_header Host other.example;
				proxy_set_header Upgrade $http_upgrade;
				proxy_set_header Connection $http_connection;
				}"""),
		/** Something between is down. */
		BAD_GATEWAY("""
				location / { proxy_pass %1$s; proxy_set_header Host $http_host; }
				location = /ws { return 502; }"""),
		/** What nginx does by itself. */
		STRIPPED_UPGRADE("""
				location / { proxy_pass %1$s; proxy_set_header Host $http_host; }""");

		private final String locations;

		Fault(String locations) {
			this.locations = locations;
		}

	}

	private static final Path NGINX = Path.of("/usr/sbin/nginx");

	private final Process process;

	private final int port;

	private BlockingProxy(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	/** Starts one in a new folder, in front of a port of this machine. */
	static BlockingProxy start(Fault fault, Path folder, int target) throws Exception {
		Packages.install("The proxy tests need nginx", "nginx-light", NGINX);
		Files.createDirectories(folder);
		int port = Ports.free();
		Path configuration = Files.writeString(folder.resolve("nginx.conf"), """
				user root;
				daemon off;
				error_log %1$s/error;
				pid %1$s/pid;
				events {}
				http {
				access_log %1$s/access;
				client_body_temp_path %1$s/body;
				proxy_temp_path %1$s/proxy;
				fastcgi_temp_path %1$s/fastcgi;
				uwsgi_temp_path %1$s/uwsgi;
				scgi_temp_path %1$s/scgi;
				server {
				listen 127.0.0.1:%2$d;
				proxy_redirect off;
				%3$s
				}
				}
				""".formatted(folder, port, fault.locations.formatted("http://127.0.0.1:" + target)));
		Process process = new ProcessBuilder(NGINX.toString(), "-c", configuration.toString()).redirectErrorStream(true)
			.redirectOutput(folder.resolve("output").toFile())
			.start();
		await().ignoreExceptions().until(() -> {
			try (Socket socket = new Socket()) {
				socket.connect(new InetSocketAddress("127.0.0.1", port));
				return true;
			}
		});
		return new BlockingProxy(process, port);
	}

	String url() {
		return "http://127.0.0.1:" + this.port;
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
	}

}
