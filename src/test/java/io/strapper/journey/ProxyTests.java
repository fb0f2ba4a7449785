package io.strapper.journey;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.strapper.testing.Certificate;
import io.strapper.testing.Client;
import io.strapper.testing.RawSocket;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import io.strapper.testing.UnreadConnections;
import io.strapper.testing.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A reverse proxy with TLS in front, and clients who pretend to be one. */
class ProxyTests {

	private static final String[] FORWARDED = { "X-Forwarded-Proto", "https", "X-Forwarded-For", "192.0.2.7",
			"X-Forwarded-Host", "evil.example", "Forwarded", "for=192.0.2.7;proto=https;host=evil.example", "Accept",
			"text/html" };

	private static final String TRUSTED = "--server.tomcat.remoteip.internal-proxies=127.0.0.0/8";

	@RunningServer
	private static Server plain;

	@RunningServer(TRUSTED)
	private static Server trusting;

	@RunningServer({ TRUSTED, "--strapper.proxy.header=forwarded" })
	private static Server forwarding;

	@RunningServer({ TRUSTED, "--strapper.hsts-subdomains=true" })
	private static Server strict;

	@RunningServer("--server.servlet.context-path=/ci/strapper")
	private static Server below;

	@Test
	void forwardedHeadersCountFromNobodyByThemselves() {
		HttpResponse<String> page = plain.client().get("/apps/x", FORWARDED);

		assertThat(page.headers().firstValue("Strict-Transport-Security")).isEmpty();
		assertThat(page.headers().firstValue("Set-Cookie").orElseThrow()).doesNotContain("Secure");
		plain.client().get("/login", FORWARDED);
		plain.client().postAs("text/html", "/login", Map.of("username", "x", "password", "y"));
		assertThat(plain.admin().get("/api/audit").body()).contains("127.0.0.1").doesNotContain("192.0.2.7");
	}

	@Test
	void behindTlsOfATrustedProxyEverythingIsSecure() {
		HttpResponse<String> page = trusting.client().get("/apps/x", FORWARDED);

		assertThat(page.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
		assertThat(page.headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure", "HttpOnly",
				"SameSite=Lax");
	}

	@Test
	void subdomainsAreBoundIfThatIsWanted() {
		assertThat(strict.client().get("/login", FORWARDED).headers().firstValue("Strict-Transport-Security"))
			.hasValue("max-age=31536000 ; includeSubDomains");
	}

	@ParameterizedTest(name = "{0}: {1}, page {2}")
	@CsvSource(delimiter = '|',
			textBlock = """
					x-forwarded | X-Forwarded-Proto: wss; X-Forwarded-Host: deploy.example.org                | https://deploy.example.org
					x-forwarded | X-Forwarded-Proto: https; X-Forwarded-Host: deploy.example.org:8443         | https://deploy.example.org:8443
					x-forwarded | X-Forwarded-Proto: https; X-Forwarded-Host: evil.example, deploy.example.org | https://deploy.example.org
					x-forwarded | X-Forwarded-Proto: https; X-Forwarded-Host: deploy.example.org; X-Forwarded-Port: 8443 | https://deploy.example.org:8443
					x-forwarded | X-Forwarded-Proto: ws; X-Forwarded-Host: deploy.example.org:81              | http://deploy.example.org:81
					x-forwarded | X-Forwarded-Host: [2001:db8::1]:81                                          | http://[2001:db8::1]:81
					forwarded   | Forwarded: for=192.0.2.7;proto=https;host="deploy.example.org:8443"         | https://deploy.example.org:8443
					forwarded   | Forwarded: proto=wss;host=deploy.example.org; X-Forwarded-Host: evil.example | https://deploy.example.org
					""")
	void theSocketOpensForThePageThatTheProxyShows(String header, String said, String origin) throws Exception {
		Server server = header.equals("forwarded") ? forwarding : trusting;
		Map<String, String> headers = new LinkedHashMap<>(Map.of("Origin", origin));
		headers.put("Cookie", cookies(server.admin(), origin));
		for (String line : said.split("; (?=[XF])")) {
			headers.put(line.split(": ", 2)[0], line.split(": ", 2)[1]);
		}

		assertThat(new RawSocket(server.url(), headers).status()).contains(" 101 ");
		headers.put("Origin", "https://evil.example");
		assertThat(new RawSocket(server.url(), headers).status()).contains(" 403 ");
	}

	/** Under TLS the session's cookie has another name. */
	private static String cookies(Client client, String origin) {
		return origin.startsWith("https:") ? "__Host-" + client.session() : client.session().toString();
	}

	@Test
	void aForwardedAddressIsTheOneThatTheNearestProxySays() {
		Client stranger = forwarding.client();
		stranger.tryToSignIn("x", "y", "Forwarded", "for=203.0.113.9, for=\"[2001:db8::7]:99\"", "X-Forwarded-For",
				"198.51.100.1");

		assertThat(forwarding.admin().get("/api/audit").body()).contains("2001:db8::7")
			.doesNotContain("203.0.113.9", "198.51.100.1");
	}

	@Test
	void whatAProxyPassesOnAsAnAddressIsNoErrorOfOurs() {
		HttpResponse<String> answer = trusting.client()
			.tryToSignIn("x", "y", "X-Forwarded-For", "no-address.example".repeat(10));

		assertThat(Client.location(answer)).isEqualTo("/login?error");
		assertThat(trusting.admin().get("/api/audit").body()).contains("no-address.example");
	}

	@Test
	void everyLinkLeadsThroughThePrefixOfATrustedProxy() {
		trusting.script("blog", "deploy", "sleep 60");
		String[] prefix = { "X-Forwarded-Prefix", "/strapper", "Accept", "text/html" };
		Client stranger = trusting.client();
		assertThat(Client.location(stranger.get("/apps/blog", prefix))).isEqualTo("/strapper/login");
		assertThat(links(stranger.get("/login", prefix))).allMatch((link) -> link.startsWith("/strapper/"));
		assertThat(stranger.get("/api/apps", prefix).body()).contains("Sign in at /strapper/login.");
		assertThat(Client.location(
				trusting.client().get("/apps/blog", "X-Forwarded-Prefix", "//evil.example", "Accept", "text/html")))
			.isEqualTo("/login");

		Client admin = trusting.admin();
		assertThat(links(admin.get("/apps/blog", prefix))).isNotEmpty()
			.allMatch((link) -> link.startsWith("/strapper/"));
		assertThat(admin.get("/apps/blog", prefix).body()).contains("data-root=\"/strapper/\"");
		assertThat(Client.location(admin.post("/apps/blog/deploy", Map.of(), prefix)))
			.isEqualTo("/strapper/apps/blog/runs/1");
		assertThat(admin.post("/apps/blog/deploy", Map.of(), prefix).body())
			.contains("href=\"/strapper/apps/blog/runs/1\"");
		assertThat(Client.location(admin.post("/api/apps/blog/runs/1/cancel", Map.of(), prefix)))
			.isEqualTo("/strapper/api/apps/blog/runs/1");
		assertThat(
				Client.location(admin.post("/users", Map.of("username", "", "password", "", "role", "VIEWER"), prefix)))
			.isEqualTo("/strapper/users");
		assertThat(Client.location(admin.post("/logout", Map.of(), prefix))).isEqualTo("/strapper/login?logout");
	}

	@Test
	void everyLinkLeadsThroughTheContextPath() throws Exception {
		below.script("blog", "deploy", "echo hello");
		Client reader = new Client(below.url() + "/ci/strapper");
		assertThat(Client.location(reader.get("/apps/blog?wrap=on"))).isEqualTo("/ci/strapper/login");
		assertThat(Client.location(reader.tryToSignIn("admin", Server.PASSWORD)))
			.isEqualTo("/ci/strapper/apps/blog?wrap=on");

		assertThat(links(reader.get("/"))).isNotEmpty().allMatch((link) -> link.startsWith("/ci/strapper/"));
		assertThat(Client.location(reader.post("/api/apps/blog/deploy")))
			.isEqualTo("/ci/strapper/api/apps/blog/runs/1");
		try (RawSocket socket = new RawSocket(reader.url(),
				Map.of("Origin", below.url(), "Cookie", reader.session().toString()))) {
			assertThat(socket.status()).contains(" 101 ");
		}
	}

	/** Links to this server, forms and files of a page. */
	private static List<String> links(HttpResponse<String> page) {
		return Pattern.compile("(?:href|action|src)=\"(/[^\"]*)\"")
			.matcher(page.body())
			.results()
			.map((link) -> link.group(1))
			.toList();
	}

	@Test
	void whoDoesNotReadKeepsNobodyElseWaitingBehindNginx(@TempDir Path folder) throws Exception {
		trusting.script("large", "deploy", "head -c 8000000 /dev/zero | tr '\\0' x");
		try (Proxy proxy = Proxy.start("nginx", folder, trusting.port())) {
			Client admin = trusting.admin();
			admin.app("large").deployed();
			String path = "/api/apps/large/runs/1/log";
			String requests = UnreadConnections.pipelined(1, path, "__Host-" + trusting.viewer("sam").session());
			Visitor visitor = new Visitor(admin, "/");
			Duration usual = visitor.visit();

			try (UnreadConnections unread = new UnreadConnections(proxy.port(), requests,
					Certificate.trusting().getSocketFactory())
				.open(220)) {
				await().pollInSameThread().untilAsserted(() -> {
					visitor.visit();
					assertThat(unread.unsettled()).isEmpty();
				});
			}

			assertThat(visitor.longest()).isLessThan(Visitor.limit(usual));
		}
	}

}
