package io.strapper.relay;

import java.nio.file.Path;

import javax.net.ssl.SSLSocketFactory;

import io.strapper.testing.Certificate;
import io.strapper.testing.MessageBroker;
import io.strapper.testing.RabbitMq;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A broker that speaks TLS, with a certificate that only a bundle trusts. */
@ExtendWith(OutputCaptureExtension.class)
class EncryptedBrokerTests {

	@TempDir
	private static Path folder;

	@AutoClose
	private static RabbitMq broker;

	private static Certificate certificate;

	@BeforeAll
	static void start() throws Exception {
		certificate = Certificate.create(folder);
		broker = RabbitMq.encrypted(certificate);
		broker.start();
	}

	private static RelaySettings settings(String host) {
		return new RelaySettings(host, broker.encryptedPort(), MessageBroker.LOGIN, MessageBroker.PASSCODE, null, "/",
				true, null);
	}

	private static SSLSocketFactory trusting() {
		PemSslStoreDetails trusted = PemSslStoreDetails.forCertificate(certificate.certificate().toUri().toString());
		return SslBundle.of(new PemSslStoreBundle(null, trusted)).createSslContext().getSocketFactory();
	}

	@Test
	void isReachedByThoseWhoTrustIt() {
		try (TestNode node = new TestNode("a", settings("127.0.0.1"), trusting())) {
			node.awaitReached();
		}
	}

	@Test
	void isAwayForThoseWhoDoNot(CapturedOutput output) {
		try (TestNode node = new TestNode("a", settings("127.0.0.1"),
				(SSLSocketFactory) SSLSocketFactory.getDefault())) {
			await().until(() -> output.getAll().contains(" is away ("));
			assertThat(output).contains("PKIX path");
			assertThat(node.link().isReached()).isFalse();
		}
	}

	@Test
	void mustHaveTheNameByWhichItIsReached(CapturedOutput output) {
		try (TestNode node = new TestNode("a", settings("localhost"), trusting())) {
			await().until(() -> output.getAll().contains("No name matching localhost found): runs go on"));
			assertThat(node.link().isReached()).isFalse();
		}
	}

}
