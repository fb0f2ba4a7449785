package io.strapper.testing;

import java.nio.file.Path;

import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The system's own Chromium, headless. */
public final class Browser {

	private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

	private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

	private Browser() {
	}

	/**
	 * Opens a browser with a profile of its own; the caller quits it.
	 * @param more of its command line
	 */
	public static ChromeDriver open(String... more) {
		Packages.install("The browser tests need " + CHROMIUM + " and " + DRIVER, "chromium chromium-driver", CHROMIUM,
				DRIVER);
		ChromeOptions options = new ChromeOptions();
		options.setBinary(CHROMIUM.toFile());
		options.addArguments("--headless=new", "--ignore-certificate-errors", "--no-sandbox", "--disable-gpu",
				"--disable-quic", "--no-first-run", "--disable-dev-shm-usage", "--disable-background-networking",
				"--disable-component-update", "--disable-sync", "--window-size=1280,800");
		options.addArguments(more);
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile())
			.usingAnyFreePort()
			.withTimeout(Patience.LIMIT)
			.build();
		ChromeDriver driver = new ChromeDriver(service, options);
		driver.manage().timeouts().pageLoadTimeout(Patience.LIMIT).scriptTimeout(Patience.LIMIT);
		return driver;
	}

}
