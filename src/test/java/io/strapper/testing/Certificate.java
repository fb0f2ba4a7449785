package io.strapper.testing;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * A certificate for 127.0.0.1 that nobody has signed.
 *
 * @param certificate the file with the certificate (PEM)
 * @param key the file with its private key (PEM)
 */
public record Certificate(Path certificate, Path key) {

	/** Makes one in a folder. */
	public static Certificate create(Path folder) throws IOException, InterruptedException {
		Packages.install("The tests with TLS need openssl", "openssl", Path.of("/usr/bin/openssl"));
		Certificate made = new Certificate(folder.resolve("certificate"), folder.resolve("key"));
		Process openssl = new ProcessBuilder("/usr/bin/openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes",
				"-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", made.key().toString(),
				"-out", made.certificate().toString())
			.redirectErrorStream(true)
			.start();
		String said = new String(openssl.getInputStream().readAllBytes());
		if (openssl.waitFor() != 0) {
			throw new AssertionError("openssl failed: " + said);
		}
		return made;
	}

	/** A file with both the certificate and its key. */
	public Path both() throws IOException {
		return Files.writeString(this.key.resolveSibling("both"),
				Files.readString(this.certificate) + Files.readString(this.key));
	}

	/** The command line of a server that has this certificate. */
	public List<String> arguments() {
		return List.of("--server.ssl.certificate=" + this.certificate,
				"--server.ssl.certificate-private-key=" + this.key);
	}

	/** A client that accepts every certificate. */
	public static SSLContext trusting() {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, new TrustManager[] { new TrustsAll() }, null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static final class TrustsAll extends X509ExtendedTrustManager {

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type) {
			// Whoever it is
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type) {
			// Whoever it is
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
			// Whoever it is
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
			// Whoever it is
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
			// Whoever it is
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
			// Whoever it is
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

}
