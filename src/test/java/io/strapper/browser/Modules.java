package io.strapper.browser;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.strapper.language.BrowserTexts;
import io.strapper.language.Language;
import org.jspecify.annotations.Nullable;
import org.webjars.WebJarVersionLocator;

/**
 * The pages' JavaScript modules, their tests and the webjars, served from where they lie:
 * what is pure needs no more of a server.
 */
public final class Modules implements AutoCloseable {

	private static final Path SCRIPTS = Path.of("src/main/resources/static/js");

	private static final Path TESTS = Path.of("src/test/js");

	private static final Map<String, String> TYPES = Map.of("js", "text/javascript", "html", "text/html");

	private static final String PAGE = """
			<!DOCTYPE html><html lang=en><title>Modules</title><link id=texts href=/js/texts/en.js><body></body></html>""";

	private final WebJarVersionLocator webjars = new WebJarVersionLocator();

	private final HttpServer server;

	private Modules(HttpServer server) {
		this.server = server;
	}

	/** Starts a server on a free port of this machine. */
	public static Modules start() {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			Modules modules = new Modules(server);
			server.createContext("/", modules::answer);
			server.start();
			return modules;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** An empty page, into which modules can be imported. */
	public String page() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/page.html";
	}

	/** Names of the pages' scripts. */
	static List<String> scripts() {
		return names(SCRIPTS, ".js");
	}

	/** Names of the files that test them. */
	static List<String> tests() {
		return names(TESTS, ".test.js");
	}

	private static List<String> names(Path folder, String end) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith(end))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange; InputStream content = content(exchange.getRequestURI().getPath())) {
			if (content == null) {
				exchange.sendResponseHeaders(404, -1);
				return;
			}
			String path = exchange.getRequestURI().getPath();
			String type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "text/plain");
			exchange.getResponseHeaders().set("Content-Type", type + ";charset=UTF-8");
			exchange.sendResponseHeaders(200, 0);
			content.transferTo(exchange.getResponseBody());
		}
	}

	private @Nullable InputStream content(String path) throws IOException {
		if (path.equals("/page.html")) {
			return new ByteArrayInputStream(PAGE.getBytes(StandardCharsets.UTF_8));
		}
		if (path.equals("/js/texts/en.js")) {
			return new ByteArrayInputStream(
					BrowserTexts.of(Language.ENGLISH).module().getBytes(StandardCharsets.UTF_8));
		}
		if (path.startsWith("/webjars/")) {
			String[] parts = path.split("/", 4);
			return Modules.class.getResourceAsStream(
					"/META-INF/resources/webjars/" + parts[2] + '/' + this.webjars.version(parts[2]) + '/' + parts[3]);
		}
		Path file = path.startsWith("/js/") ? SCRIPTS.resolve(path.substring(4))
				: TESTS.resolve(path.substring("/test/".length()));
		return Files.isRegularFile(file) ? Files.newInputStream(file) : null;
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
