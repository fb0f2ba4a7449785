package io.strapper.testing;

import java.util.List;
import java.util.Map;

import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.remote.RemoteWebDriver;

/** A browser that is driven by WebDriver. */
class SeleniumBrowser implements AnyBrowser {

	private final RemoteWebDriver driver;

	SeleniumBrowser(RemoteWebDriver driver) {
		this.driver = driver;
	}

	@Override
	public void open(String address) {
		this.driver.get(address);
	}

	@Override
	public Object run(String body, Object... values) {
		return this.driver.executeScript(body, values);
	}

	@Override
	public void click(String selector) {
		this.driver.findElement(By.cssSelector(selector)).click();
	}

	@Override
	public void type(String keys) {
		this.driver.switchTo().activeElement().sendKeys(keys);
	}

	@Override
	public void runFirst(String script) {
		if (!(this.driver instanceof ChromeDriver chrome)) {
			throw new UnsupportedOperationException("Only Chromium runs scripts before those of a page");
		}
		chrome.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
	}

	@Override
	public List<String> complaints() {
		if (!(this.driver instanceof ChromeDriver)) {
			return List.of();
		}
		return this.driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(Object::toString).toList();
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
