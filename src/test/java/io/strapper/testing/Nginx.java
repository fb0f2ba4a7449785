package io.strapper.testing;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.awaitility.Awaitility.await;

/** The system's own nginx, with the configuration that the documentation shows. */
public final class Nginx implements AutoCloseable {

	private final Process process;

	private final int port;

	private Nginx(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	public static void install() {
		Packages.install("The proxy tests need nginx and openssl", "nginx-light", Path.of("/usr/sbin/nginx"));
		Packages.install("The proxy tests need nginx and openssl", "openssl", Path.of("/usr/bin/openssl"));
	}

	/** Starts it in a new folder, in front of a port of this machine. */
	public static Nginx start(Path folder, int target) throws Exception {
		Files.createDirectories(folder);
		int port = ServerProcess.freePort();
		run(folder, "/usr/bin/openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1",
				"-keyout", "key", "-out", "certificate");
		String server = Files.readString(Path.of("src/docs/nginx.conf"))
			.replace("listen 443 ssl", "listen 127.0.0.1:" + port + " ssl")
			.replace("127.0.0.1:8080", "127.0.0.1:" + target)
			.replaceAll("ssl_certificate .*;", "ssl_certificate " + folder.resolve("certificate") + ";")
			.replaceAll("ssl_certificate_key .*;", "ssl_certificate_key " + folder.resolve("key") + ";");
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
		Process process = new ProcessBuilder("/usr/sbin/nginx", "-c", configuration.toString())
			.redirectErrorStream(true)
			.redirectOutput(folder.resolve("output").toFile())
			.start();
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
		return new Nginx(process, port);
	}

	private static void run(Path folder, String... command) throws Exception {
		Process process = new ProcessBuilder(command).directory(folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(new File("/dev/null"))
			.start();
		if (process.waitFor() != 0) {
			throw new AssertionError(String.join(" ", command) + " failed");
		}
	}

	public String url() {
		return "https://127.0.0.1:" + this.port;
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
	}

}
