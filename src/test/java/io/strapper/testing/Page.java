package io.strapper.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

import static org.awaitility.Awaitility.await;

/** What a user sees of Strapper in a browser, and does with it. */
public final class Page implements AutoCloseable {

	/** Scrolls through the whole log and takes each row that is shown on the way. */
	private static final String COLLECT = """
			const done = arguments[arguments.length - 1];
			const panel = document.querySelector('.log');
			const rows = {};
			const frame = () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
			(async () => {
			  panel.scrollTop = 0;
			  await frame();
			  for (let still = 0; still < 20;) {
			    for (let wait = 0; wait < 600 && panel.querySelector('.row.unknown'); wait++) await frame();
			    for (const row of panel.querySelectorAll('.rows .row')) {
			      rows[row.dataset.line] = row.querySelector('.t').textContent;
			    }
			    const before = panel.scrollTop;
			    panel.scrollTop += panel.clientHeight;
			    await frame();
			    still = panel.scrollTop > before ? 0 : still + 1;
			  }
			  done(rows);
			})();
			""";

	private final ChromeDriver driver;

	private final String url;

	/**
	 * A browser that shows nothing yet.
	 * @param url where the server is
	 * @param options more of the browser's command line
	 */
	public Page(String url, String... options) {
		this.driver = Browser.open(options);
		this.url = url;
	}

	public ChromeDriver driver() {
		return this.driver;
	}

	public Page signIn(String user, String password) {
		this.driver.get(this.url + "/login");
		this.driver.findElement(By.name("username")).sendKeys(user);
		this.driver.findElement(By.name("password")).sendKeys(password);
		this.driver.findElement(By.cssSelector("button[type=submit]")).click();
		await().until(() -> !this.driver.getCurrentUrl().contains("/login"));
		return this;
	}

	public Page open(String path) {
		this.driver.get(this.url + path);
		return this;
	}

	/** Presses a button by its label. */
	public void press(String label) {
		WebElement button = await().until(() -> buttons(label), (found) -> !found.isEmpty() && found.get(0).isEnabled())
			.get(0);
		button.click();
	}

	/** Buttons that can be seen. */
	public List<WebElement> buttons(String label) {
		return this.driver.findElements(By.xpath("//button[normalize-space()='" + label + "']"))
			.stream()
			.filter(WebElement::isDisplayed)
			.toList();
	}

	public String status() {
		return text(".title .badge .text");
	}

	public String connection() {
		return attribute(".connection .text", "textContent");
	}

	/**
	 * The text of an element, read at once: the page may replace it at any time. Empty if
	 * nobody sees it.
	 */
	public String text(String selector) {
		Object text = this.driver.executeScript("""
				const element = document.querySelector(arguments[0]);
				return element?.checkVisibility() ? element.innerText : '';""", selector);
		return String.valueOf(text).strip();
	}

	/**
	 * The value of an element's attribute, an address in full; empty if there is none.
	 */
	public String attribute(String selector, String name) {
		return String.valueOf(this.driver.executeScript(
				"const element = document.querySelector(arguments[0]);"
						+ "return element?.[arguments[1]] ?? element?.getAttribute(arguments[1]) ?? ''",
				selector, name));
	}

	/** What a script returns. */
	public Object run(String script, Object... arguments) {
		return this.driver.executeScript(script, arguments);
	}

	public void awaitStatus(String status) {
		await().until(this::status, status::equals);
	}

	public void awaitConnection(String state) {
		await().until(this::connection, state::equals);
	}

	/** The log near where the reader is. */
	public String shown() {
		return text(".log .rows");
	}

	public void awaitShown(String text) {
		awaitText(".log .rows", text);
	}

	/** Waits for an element to say something. */
	public void awaitText(String selector, String text) {
		await().until(() -> text(selector), (now) -> now.contains(text));
	}

	/** The whole log: each line by its number, from 0. */
	@SuppressWarnings("unchecked")
	public Map<Integer, String> log() {
		Map<Integer, String> lines = new TreeMap<>();
		((Map<String, String>) this.driver.executeAsyncScript(COLLECT))
			.forEach((number, text) -> lines.put(Integer.valueOf(number), text));
		return lines;
	}

	/**
	 * What the browser complained about: scripts that failed, policies that were broken.
	 */
	public List<String> complaints() {
		return this.driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(Object::toString).toList();
	}

	/** Keeps a picture in the folder that {@code -Dscreens} names, if it names one. */
	public void keep(String name) {
		String folder = System.getProperty("screens");
		if (folder == null) {
			return;
		}
		try {
			Files.write(Path.of(folder, name.replace(' ', '-') + ".png"),
					this.driver.getScreenshotAs(OutputType.BYTES));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
