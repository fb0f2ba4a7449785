package io.strapper.notify;

import java.nio.file.Files;
import java.nio.file.Path;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.strapper.testing.Server;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Notices by e-mail, through a real mail server. */
class MailTests {

	private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

	@TempDir
	private Path home;

	@BeforeEach
	void start() throws Exception {
		Files.createDirectories(this.home.resolve("apps"));
		this.mail.setUser("strapper", "mail-Sent1nel");
		this.mail.start();
	}

	@AfterEach
	void stop() {
		this.mail.stop();
	}

	private Server server(String password) {
		return Server.start(this.home, "--spring.mail.host=127.0.0.1",
				"--spring.mail.port=" + this.mail.getSmtp().getPort(), "--spring.mail.username=strapper",
				"--spring.mail.password=" + password, "--spring.mail.properties.mail.smtp.auth=true",
				"--strapper.notify.from=strapper@deploy.example.org", "--strapper.notify.retries=50ms",
				"--strapper.public-url=https://deploy.example.org");
	}

	@Test
	void peopleAreTold() throws Exception {
		try (Server server = server("mail-Sent1nel")) {
			Channelled.app(server, "blog", "{email: {to: [ann@example.org, bob@example.org]}}",
					"echo 'error: keine Verbindung zu „db“'", "exit 1");
			server.admin().app("blog").deployed();
			assertThat(Channelled.settled(server, "blog", 1).get(0).state()).isEqualTo(Notice.State.SENT);
		}

		assertThat(this.mail.getReceivedMessages()).hasSize(2);
		MimeMessage got = this.mail.getReceivedMessages()[0];
		assertThat(got.getSubject()).isEqualTo("The blog: deploy #1 failed");
		assertThat(got.getFrom()).containsExactly(new InternetAddress("strapper@deploy.example.org"));
		assertThat(got.getAllRecipients()).containsExactly(new InternetAddress("ann@example.org"),
				new InternetAddress("bob@example.org"));
		assertThat(got.getHeader("Auto-Submitted")).containsExactly("auto-generated");
		assertThat(got.getContent().toString().replace("\r\n", "\n"))
			.startsWith("The blog: deploy #1 failed\nby admin, ")
			.endsWith("error: keine Verbindung zu „db“\n\nhttps://deploy.example.org/apps/blog/runs/1");
		assertThat(GreenMailUtil.getWholeMessage(got)).doesNotContain("Sent1nel");
	}

	@Test
	void aWrongPasswordIsTheReasonAndIsNotQuoted() throws Exception {
		try (Server server = server("wrong-Sent1nel")) {
			Channelled.app(server, "blog", "{email: {to: ann@example.org}}", "exit 1");
			server.admin().app("blog").deployed();
			Notice notice = Channelled.settled(server, "blog", 1).get(0);

			assertThat(notice.reason()).isEqualTo("The mail server did not accept its user name and password.");
			assertThat(notice.tries()).isEqualTo(2);
		}
	}

	@Test
	void withoutAMailServerTheReasonSaysWhatToSet() throws Exception {
		try (Server server = Server.start(this.home, "--strapper.notify.retries=50ms")) {
			Channelled.app(server, "blog", "{email: {to: ann@example.org}}", "exit 1");
			server.admin().app("blog").deployed();

			assertThat(Channelled.settled(server, "blog", 1).get(0).reason()).contains("spring.mail.host",
					"strapper.notify.from");
			assertThat(server.client().get("/actuator/health").body()).contains("UP");
		}
	}

}
