package io.strapper.journey;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A reverse proxy with TLS in front, and clients who pretend to be one. */
class ProxyTests {

	private static final String[] FORWARDED = { "X-Forwarded-Proto", "https", "X-Forwarded-For", "192.0.2.7",
			"X-Forwarded-Host", "evil.example", "Forwarded", "for=192.0.2.7;proto=https;host=evil.example", "Accept",
			"text/html" };

	@TempDir
	private Path folder;

	@Test
	void forwardedHeadersCountFromNobodyByThemselves() {
		try (Server server = Server.start(this.folder.resolve("home"))) {
			HttpResponse<String> page = server.client().get("/apps/x", FORWARDED);

			assertThat(page.headers().firstValue("Strict-Transport-Security")).isEmpty();
			assertThat(page.headers().firstValue("Set-Cookie").orElseThrow()).doesNotContain("Secure");
			server.client().get("/login", FORWARDED);
			server.client().postAs("text/html", "/login", Map.of("username", "x", "password", "y"));
			assertThat(server.admin().get("/api/audit").body()).contains("127.0.0.1").doesNotContain("192.0.2.7");
		}
	}

	@Test
	void behindTlsOfATrustedProxyEverythingIsSecure() {
		try (Server server = Server.start(this.folder.resolve("home"),
				"--server.tomcat.remoteip.internal-proxies=127.0.0.0/8")) {
			HttpResponse<String> page = server.client().get("/apps/x", FORWARDED);

			assertThat(page.headers().firstValue("Strict-Transport-Security"))
				.contains("max-age=31536000 ; includeSubDomains");
			assertThat(page.headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure", "HttpOnly",
					"SameSite=Lax");
		}
	}

	@Test
	void theLogIsLiveBehindNginx() throws Exception {
		Nginx.install();
		Path home = this.folder.resolve("home");
		Path gate = home.resolve("gate");
		Folders.script(home, "blog", "deploy", "echo before", "while [ ! -e '" + gate + "' ]; do sleep 0.05; done",
				"echo after");
		try (Server server = Server.start(home, "--server.tomcat.remoteip.internal-proxies=127.0.0.1");
				Nginx nginx = Nginx.start(this.folder.resolve("nginx"), server.port());
				Page page = new Page(nginx.url())) {
			page.signIn("admin", Server.PASSWORD).open("/apps/blog");
			await().atMost(20, TimeUnit.SECONDS).until(() -> page.connection().equals("Live"));
			page.press("Deploy");
			await().atMost(20, TimeUnit.SECONDS).until(() -> page.driver().getPageSource().contains("before"));
			Files.createFile(gate);

			await().atMost(20, TimeUnit.SECONDS).until(() -> page.status().equals("Succeeded"));
			assertThat(page.driver().getPageSource()).contains("after");
			assertThat(page.driver().manage().getCookies())
				.filteredOn((cookie) -> cookie.getName().startsWith("__Host-SESSION-"))
				.singleElement()
				.satisfies((cookie) -> assertThat(cookie.isSecure()).isTrue());
		}
	}

}
