package io.strapper.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.openqa.selenium.MutableCapabilities;
import org.openqa.selenium.remote.RemoteWebDriver;

import static org.awaitility.Awaitility.await;

/** WebKit, in GTK's smallest browser, on a screen that nobody sees. */
final class WebKit extends SeleniumBrowser {

	private static final Path DRIVER = Path.of("/usr/bin/WebKitWebDriver");

	private static final Path SCREEN = Path.of("/usr/bin/Xvfb");

	private static final String BROWSER = "/usr/lib/%s-linux-gnu/webkit2gtk-4.1/MiniBrowser"
		.formatted(System.getProperty("os.arch").replace("amd64", "x86_64"));

	private final List<Process> processes;

	private WebKit(RemoteWebDriver driver, List<Process> processes) {
		super(driver);
		this.processes = processes;
	}

	static WebKit open() {
		Packages.install("The browser tests need " + DRIVER + " and " + SCREEN, "webkit2gtk-driver xvfb", DRIVER,
				SCREEN);
		try {
			Process screen = new ProcessBuilder(SCREEN.toString(), "-displayfd", "1", "-screen", "0", "1280x900x24")
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
			BufferedReader said = screen.inputReader();
			int port = Ports.free();
			ProcessBuilder builder = new ProcessBuilder(DRIVER.toString(), "--port=" + port).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD);
			builder.environment().put("DISPLAY", ":" + said.readLine());
			Process process = builder.start();
			awaitPort(port);
			return new WebKit(
					new RemoteWebDriver(URI.create("http://127.0.0.1:" + port).toURL(), capabilities(), false),
					List.of(process, screen));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static MutableCapabilities capabilities() {
		return new MutableCapabilities(Map.of("browserName", "MiniBrowser", "webkitgtk:browserOptions",
				Map.of("binary", BROWSER, "args", List.of("--automation"))));
	}

	private static void awaitPort(int port) {
		await().ignoreExceptions().until(() -> {
			try (Socket socket = new Socket()) {
				socket.connect(new InetSocketAddress("127.0.0.1", port));
				return true;
			}
		});
	}

	@Override
	public void close() {
		super.close();
		this.processes.forEach((process) -> {
			process.destroy();
			process.onExit().join();
		});
	}

}
