package io.strapper.journey;

import java.nio.file.Files;
import java.util.Map;

import io.strapper.testing.Client;
import io.strapper.testing.Page;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Nothing vanishes under the reader's hand, and one click does one thing.
 */
class FocusTests {

	private static final String FOCUS = """
			const focused = document.activeElement;
			return focused === document.body ? 'nowhere' : focused.innerText || focused.className;""";

	@RunningServer
	private static Server server;

	private static Client admin;

	@AutoClose
	private static Page page;

	@BeforeAll
	static void start() {
		for (String app : new String[] { "asked", "other", "pressed", "replaced" }) {
			server.script(app, "deploy", "while [ ! -e '" + server.gate(app) + "' ]; do sleep 0.05; done");
			server.script(app, "stop", "echo stopped");
			server.script(app, "destroy", "true");
		}
		admin = server.admin();
		page = server.page();
	}

	private static WebElement find(String selector) {
		return page.driver().findElement(By.cssSelector(selector));
	}

	private static void addUser(String name) {
		admin.post("/users", Map.of("username", name, "password", "long enough to watch", "role", "VIEWER"));
	}

	@Test
	void aQuestionAndTheFocusStayWhileOtherAppsChange() throws Exception {
		page.open("/");
		find("button[commandfor=destroy-asked]").click();
		assertThat(page.run("return document.querySelector('#destroy-asked').matches(':modal')")).isEqualTo(true);
		assertThat(page.run(FOCUS)).isEqualTo("Cancel");

		server.file("other", "app.yml", "description: Changed meanwhile\n");
		await().until(() -> page.text("[data-app=other]").contains("Changed meanwhile"));

		assertThat(page.run("return document.querySelector('#destroy-asked').open")).isEqualTo(true);
		assertThat(page.run(FOCUS)).isEqualTo("Cancel");
		find("#destroy-asked").sendKeys(Keys.ESCAPE);
		assertThat(page.run(FOCUS)).isEqualTo("Destroy…");
		server.file("other", "app.yml", "description: Changed again\n");
		await().until(() -> page.text("[data-app=other]").contains("Changed again"));
		assertThat(page.run(FOCUS)).isEqualTo("Destroy…");
	}

	@Test
	void whoeverPressesByKeyboardKeepsTheirPlace() throws Exception {
		page.open("/apps/pressed");
		page.awaitConnection("Live");
		WebElement deploy = find("button[data-action=deploy]");
		deploy.sendKeys(Keys.ENTER);
		page.awaitStatus("Running");
		assertThat(page.run(FOCUS)).isEqualTo("Deploy");
		assertThat(deploy.getDomAttribute("aria-disabled")).isEqualTo("true");
		deploy.sendKeys(Keys.ENTER);
		await().until(() -> page.text("#announcer"), "Deploy #1 by admin is running"::equals);

		find("form.cancel button").sendKeys(Keys.ENTER);
		page.awaitStatus("Cancelled");

		assertThat(page.run(FOCUS)).isNotEqualTo("nowhere");
		assertThat(page.text("#announcer")).startsWith("Deploy #1: Cancelled by admin after");
		assertThat(admin.json("/api/apps/pressed/runs").size()).isEqualTo(1);
	}

	@Test
	void stopAsksBeforeItCancelsADeployAndThenShowsTheStop() {
		admin.app("replaced").press("deploy");
		page.open("/");
		await().until(() -> page.text("[data-app=replaced] .state"), "Deploying"::equals);

		find("[data-app=replaced] button[commandfor=stop-replaced]").click();
		assertThat(page.text("#stop-replaced")).contains("Cancel the deploy and stop replaced?");
		assertThat(admin.json("/api/apps/replaced/runs/1").get("cancelledBy").isNull()).isTrue();
		page.press("Cancel deploy and stop");

		await().until(() -> page.driver().getCurrentUrl().endsWith("/apps/replaced"));
		await().until(() -> page.text(".title .number"), "#2"::equals);
		page.awaitStatus("Succeeded");
		assertThat(page.text(".title h1")).startsWith("Stop");
	}

	@Test
	void aDoubleClickRemovesNobody() {
		addUser("twice");
		page.open("/users");
		find("button[commandfor='user-twice']").click();

		WebElement remove = find("button[commandfor='remove-twice']");
		new Actions(page.driver()).doubleClick(remove).perform();
		// Even if it lands where the reader is asked
		page.run("document.querySelector('#remove-twice button.danger')"
				+ ".dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail: 2 }))");
		assertThat(page.text("#remove-twice")).contains("Remove twice?");
		assertThat(admin.get("/users").body()).contains("user-twice");

		find("#remove-twice button.danger").click();
		page.awaitText(".bar", "twice");
		assertThat(admin.get("/users").body()).doesNotContain("user-twice");
	}

	@Test
	void anAdministratorDoesNotTakeTheirOwnRightsByMistake() {
		page.open("/users");

		find("button[commandfor='user-admin']").click();

		assertThat(page.text("#user-admin")).contains("another administrator can change your role")
			.doesNotContain("Role", "Disable", "Remove…");
		assertThat(page.run("return document.querySelectorAll('#user-admin [name=role]').length")).isEqualTo(0L);
	}

	@Test
	void whatWasRefusedIsSaidInTheDialogWhereItWasAskedFor() {
		addUser("weak");
		page.open("/users");
		find("button[commandfor='user-weak']").click();

		find("#user-weak input[name=password]").sendKeys("short", Keys.ENTER);

		page.awaitText("#user-weak .bar", "too short");
		assertThat(page.run("return document.querySelector('#user-weak').matches(':modal')")).isEqualTo(true);
	}

	@Test
	void twoHundredUsersAreFoundAsOneTypes() {
		JdbcClient jdbc = server.bean(JdbcClient.class);
		addUser("pattern");
		for (int i = 1; i <= 200; i++) {
			jdbc.sql("INSERT INTO users (name, password, role, enabled, created_at) "
					+ "SELECT :name, password, role, enabled, created_at FROM users WHERE name = 'pattern'")
				.param("name", "crowd-" + i)
				.update();
		}
		try {
			page.open("/users");
			assertThat(page.run("return performance.getEntriesByType('navigation')[0].domComplete"))
				.satisfies((took) -> assertThat(((Number) took).doubleValue()).isLessThan(30_000));

			find("body").sendKeys("/");
			page.driver().switchTo().activeElement().sendKeys("crowd-77");

			await().until(() -> page.text(".filter .count"), (count) -> count.startsWith("1 of 20"));
			assertThat(page.text(".users")).startsWith("crowd-77").doesNotContain("crowd-78");
			page.driver().switchTo().activeElement().sendKeys(Keys.chord(Keys.CONTROL, "a"), "administrator");
			await().until(() -> page.text(".users"), (shown) -> shown.startsWith("admin") && !shown.contains("crowd"));
		}
		finally {
			jdbc.sql("DELETE FROM users WHERE name LIKE 'crowd-%'").update();
		}
	}

	@Test
	void aFailedSignInKeepsTheName() {
		try (Page stranger = new Page(server.url()).open("/login")) {
			stranger.driver().findElement(By.name("username")).sendKeys("ann");
			stranger.driver().findElement(By.name("password")).sendKeys("wrong", Keys.ENTER);
			stranger.awaitText(".bar", "Wrong user name or password.");

			assertThat(stranger.driver().findElement(By.name("username")).getDomProperty("value")).isEqualTo("ann");
			assertThat(stranger.run("return document.activeElement.name")).isEqualTo("password");
		}
	}

	@Test
	void theContentIsOneKeyAway() {
		page.open("/");

		find("body").sendKeys(Keys.TAB);
		assertThat(page.run(FOCUS)).isEqualTo("Skip to content");
		page.driver().switchTo().activeElement().sendKeys(Keys.ENTER);

		assertThat(page.run(FOCUS)).isEqualTo("Apps");
	}

	@Test
	void whatIsOpenSaysSo() throws Exception {
		Files.createFile(server.gate("asked"));
		admin.app("asked").press("deploy");
		page.open("/apps/asked");
		page.awaitStatus("Succeeded");
		WebElement toggle = find(".search-toggle");
		assertThat(toggle.getDomAttribute("aria-expanded")).isEqualTo("false");

		toggle.click();
		assertThat(toggle.getDomAttribute("aria-expanded")).isEqualTo("true");
		page.driver().switchTo().activeElement().sendKeys(Keys.ESCAPE);

		assertThat(toggle.getDomAttribute("aria-expanded")).isEqualTo("false");
		assertThat(find(".times-toggle").getDomAttribute("aria-pressed")).isNull();
	}

}
