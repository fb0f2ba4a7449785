package io.strapper.journey;

import java.util.List;
import java.util.Map;

import io.strapper.testing.Client;
import io.strapper.testing.Page;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.chrome.ChromeDriver;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A log that is written to break into the reader's browser, or into the server's own log.
 */
@ExtendWith(OutputCaptureExtension.class)
class HostileLogTests {

	/** Octal escapes of printf; what it would load or run is called pwned. */
	private static final List<String> LINES = List.of("<script>window.pwned = 1</script>",
			"<img src=/pwned-img onerror=window.pwned=2>", "\"><svg onload=window.pwned=3>",
			"' onmouseover='window.pwned=4", "</span></div><style>@import \"/pwned-css\";</style>",
			"<iframe srcdoc=\"<script>parent.pwned=5</script>\">",
			"<link rel=stylesheet href=https://evil.example/pwned>", "&lt;script&gt; &#60;script&#62; <!-- --!>",
			"\\033]8;;javascript:window.pwned=6\\033\\\\click\\033]8;;\\033\\\\",
			"\\033]8;;JaVaScRiPt:window.pwned=7\\007click\\033]8;;\\007",
			"\\033]8;;data:text/html,<script>window.pwned=8</script>\\033\\\\click\\033]8;;\\033\\\\",
			"\\033]8;;vbscript:x\\033\\\\click\\033]8;;\\033\\\\",
			"\\033]8;;//evil.example/pwned\\033\\\\click\\033]8;;\\033\\\\",
			"\\033]8;;https://evil.example/\" onmouseover=\"window.pwned=9\\033\\\\click\\033]8;;\\033\\\\",
			"\\033]8;;https://evil.example/'><script>window.pwned=10</script>\\033\\\\click\\033]8;;\\033\\\\",
			"\\033]8;id=\"><script>window.pwned=11</script>;https://evil.example/\\033\\\\click\\033]8;;\\033\\\\",
			"\\033[38;2;1;2;3\"onclick=/pwned-url mcolour\\033[0m", "\\033[38;2;999;-1;99999999999mcolour\\033[0m",
			"\\302\\2338;2;1;2;3mC1 \\302\\235javascript:window.pwned=12\\302\\234",
			"\\033]0;</title><script>pwned=13</script>\\007",
			"admin \\342\\200\\256gpj.exe\\342\\200\\254 \\342\\201\\246x\\342\\201\\251",
			"\\033P<script>window.pwned=14</script>\\033\\\\",
			"\\033_<img src=/pwned-apc>\\033\\\\ \\033^<img src=/pwned-pm>\\033\\\\",
			"\\377\\376<\\300\\274script>\\xe2");

	@RunningServer
	private Server server;

	@Test
	void isInertInABrowserAndStaysOutOfTheServersLog(CapturedOutput output) {
		StringBuilder script = new StringBuilder("printf 'split <scr'; sleep 0.3; printf 'ipt>window.pwned=15</scr'\n"
				+ "sleep 0.3; printf 'ipt>\\n\\033]8;;java'; sleep 0.3; printf 'script:window.pwned=16\\033'; sleep 0.3\n"
				+ "printf '\\\\\\\\click\\033]8;;\\033\\\\\\\\\\n'\n");
		LINES.forEach((line) -> script.append("printf '")
			.append(line.replace("'", "'\\''").replace("%", "%%"))
			.append("\\n'\n"));
		this.server.script("hostile", "deploy", script.append("echo \"the end\"").toString());
		this.server.file("forged", "app.yml", "\"x\\r\\nFORGED by a key\\e[31m\": 1\n");
		try (Page page = new Page(this.server.url())) {
			ChromeDriver browser = page.driver();
			browser.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source",
					"""
							window.violations = [];
							addEventListener('securitypolicyviolation', (e) => violations.push(e.violatedDirective + e.blockedURI));
							"""));
			page.signIn("admin", Server.PASSWORD).open("/apps/hostile");
			page.press("Deploy");
			await().until(() -> page.status().equals("Succeeded") && seen(browser).contains("the end"));
			assertInert(browser);

			page.open("/apps/hostile/runs/1");
			await().until(() -> page.status().equals("Succeeded") && seen(browser).contains("the end"));
			assertInert(browser);
			assertThat(page.complaints()).isEmpty();

			forge(this.server);
			assertThat(output.getAll()).doesNotContain("pwned");
			assertThat(output.getAll()).as("said, but in its own line").contains("FORGED by a key");
			assertThat(output.getAll().lines()).noneMatch((line) -> line.startsWith("FORGED"));
			assertThat(output.getAll()).doesNotContain("\u001b[31m\": ");
		}
	}

	private static String seen(ChromeDriver browser) {
		return String.valueOf(browser.executeScript("return document.querySelector('.log').textContent"));
	}

	private static void assertInert(ChromeDriver browser) {
		assertThat(browser.executeScript("return window.pwned")).as("no script runs").isNull();
		assertThat(browser.executeScript("return violations")).as("no policy is tried").isEqualTo(List.of());
		assertThat(String.valueOf(
				browser.executeScript("return performance.getEntriesByType('resource').map((entry) => entry.name)")))
			.as("no request is made")
			.doesNotContain("pwned")
			.doesNotContain("evil.example");
		assertThat(browser.executeScript("""
				const odd = [];
				for (const element of document.querySelectorAll('.log .t *')) {
				  const link = element.localName === 'a' && ['http:', 'https:'].includes(element.protocol);
				  const names = element.getAttributeNames().filter((name) =>
				    !(name === 'class' || name === 'style' || link && (name === 'href' || name === 'rel')));
				  if (names.length > 0 || !(link || element.localName === 'span')) odd.push(element.outerHTML);
				}
				return odd;
				""")).as("there is nothing but spans and links").isEqualTo(List.of());
		assertThat(seen(browser)).contains("<script>window.pwned = 1</script>", "split <script>", "click")
			.as("what would turn the text around is seen")
			.contains("admin \ufffdgpj.exe\ufffd")
			.doesNotContainPattern("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]");
	}

	/** Says to the server what is to look like a line of its log. */
	private static void forge(Server server) {
		Client client = server.client();
		client.tryToSignIn("x\r\nFORGED by a name", "x\r\nFORGED by a password");
		client.get("/x%0d%0aFORGED%20by%20a%20path");
		client.get("/api/apps/x%0d%0aFORGED");
		client.get("/login?continue=%0d%0aFORGED%20by%20a%20query");
		Client admin = server.admin();
		admin.post("/users",
				Map.of("username", "x\r\nFORGED", "password", "x\r\nFORGED by a user", "role", "x\r\nFORGED"));
		admin.post("/users/x%0d%0aFORGED/disable");
		admin.get("/api/apps/hostile/runs/x%0d%0aFORGED");
	}

}
