package io.strapper.journey;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * The system's own Chromium, headless. Where there is none and we may, the package
 * manager brings it; where we may not, the test fails and says what to install.
 */
public final class Browser {

	private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

	private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

	private Browser() {
	}

	/** Opens a browser with a profile of its own; the caller quits it. */
	public static ChromeDriver open() {
		install();
		ChromeOptions options = new ChromeOptions();
		options.setBinary(CHROMIUM.toFile());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
				"--disable-sync", "--window-size=1280,800");
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile())
			.usingAnyFreePort()
			.build();
		ChromeDriver driver = new ChromeDriver(service, options);
		driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(30)).scriptTimeout(Duration.ofSeconds(30));
		return driver;
	}

	private static synchronized void install() {
		if (Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER)) {
			return;
		}
		run("apt-get", "update");
		run("apt-get", "install", "-y", "--no-install-recommends", "chromium", "chromium-driver");
	}

	private static void run(String... command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(File.createTempFile("install", ".log"))
				.start();
			if (process.waitFor() == 0) {
				return;
			}
		}
		catch (IOException ex) {
			throw new AssertionError(needed(command), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw new AssertionError(needed(command));
	}

	private static String needed(String... command) {
		return "The browser tests need " + CHROMIUM + " and " + DRIVER + ", and '" + String.join(" ", List.of(command))
				+ "' failed: install Debian's packages chromium and chromium-driver (as root), then run the tests again";
	}

}
