package io.strapper.journey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.strapper.testing.Client;
import io.strapper.testing.OidcProvider;
import io.strapper.testing.Page;
import io.strapper.testing.Server;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A person signs in with a provider, and the provider signs them out. */
class OidcJourneyTests {

	@AutoClose
	private static final OidcProvider provider = OidcProvider.start();

	@AutoClose
	private static Server server;

	@BeforeAll
	static void start(@TempDir Path home) throws Exception {
		Files.createDirectories(home.resolve("apps"));
		List<String> arguments = new ArrayList<>(provider.arguments());
		arguments.addAll(List.of("--strapper.oidc.groups-claim=groups", "--strapper.oidc.form-login=false"));
		server = Server.start(home, arguments.toArray(String[]::new));
		provider.serve(server);
		server.file("blog", "app.yml", "viewers: ['@ops']\ndeployers: ['@ops']\n");
		server.script("blog", "deploy", "for i in $(seq 40); do echo line $i; done", "sleep 600");
	}

	@Test
	void byKeyboardToTheLiveLogAndOutByTheProvider() {
		provider.person("1001", Map.of("preferred_username", "ann", "groups", List.of("ops")));
		try (Page page = new Page(server.url())) {
			page.open("/apps/blog");
			await().until(() -> page.driver().getCurrentUrl().endsWith("/login"));
			assertThat(page.driver().findElements(By.name("password"))).isEmpty();
			page.keep("sign-in with a provider");

			page.driver().switchTo().activeElement().sendKeys(Keys.TAB);
			assertThat(page.driver().switchTo().activeElement().getText()).isEqualTo("Continue with House");
			page.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
			await().until(() -> page.driver().getCurrentUrl().startsWith(provider.issuer()));
			page.driver().findElement(By.name("username")).sendKeys("1001");
			page.driver().findElement(By.name("password")).sendKeys(Server.PASSWORD, Keys.ENTER);

			await().until(() -> page.driver().getCurrentUrl().equals(server.url() + "/apps/blog"));
			page.press("Deploy");
			page.awaitShown("line 40");
			page.awaitConnection("Live");
			assertThat(page.complaints()).isEmpty();

			String token = provider.logoutToken((claims) -> claims.put("sid", provider.lastClaim("sid")));
			Client backChannel = server.client();
			assertThat(backChannel
				.postForged("/logout/connect/back-channel/" + OidcProvider.REGISTRATION, Map.of("logout_token", token))
				.statusCode()).isEqualTo(200);

			page.awaitText("#signed-out", "signed out");
			page.keep("signed out by the provider");
			page.open("/apps/blog");
			assertThat(page.driver().getCurrentUrl()).contains("/login");
		}
	}

}
