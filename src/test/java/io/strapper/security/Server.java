package io.strapper.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.strapper.StrapperApplication;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/**
 * A real server on a free port, over a home of its own; its pages are plain text that
 * tells the view's name, its model and the CSRF token.
 */
final class Server implements AutoCloseable {

	static final String PASSWORD = "correct horse battery";

	private final ConfigurableApplicationContext context;

	private Server(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/** Starts with the administrator {@code admin}, who has {@link #PASSWORD}. */
	static Server start(Path home) throws IOException {
		return start(home, "--strapper.admin-password=" + PASSWORD);
	}

	static Server start(Path home, String... arguments) throws IOException {
		Files.createDirectories(home.resolve("apps"));
		List<String> all = new ArrayList<>(List.of("--strapper.home=" + home, "--server.port=0",
				"--spring.web.error.include-message=always", "--spring.main.banner-mode=off"));
		all.addAll(List.of(arguments));
		return new Server(
				new SpringApplicationBuilder(StrapperApplication.class, PlainPages.class, CountedHashing.class)
					.run(all.toArray(String[]::new)));
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	int port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	Browser browser() {
		return new Browser(port());
	}

	/** A browser in which the administrator is signed in. */
	Browser admin() {
		Browser browser = browser();
		browser.signIn("admin", PASSWORD);
		return browser;
	}

	@Override
	public void close() {
		this.context.close();
	}

	/** Stands before the resolver of the real pages. */
	static class PlainPages implements ViewResolver, Ordered {

		@Override
		public @Nullable View resolveViewName(String name, Locale locale) {
			return name.startsWith("redirect:") ? null : new PlainPage(name);
		}

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

	}

	private record PlainPage(String name) implements View {

		@Override
		public String getContentType() {
			return "text/html;charset=UTF-8";
		}

		@Override
		public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
				throws IOException {
			response.setContentType(getContentType());
			response.getWriter().println("view: " + this.name);
			if (!this.name.equals("error")) {
				CsrfToken token = (CsrfToken) request.getAttribute("_csrf");
				response.getWriter().println("_csrf: " + token.getToken());
			}
			if (model != null) {
				for (Map.Entry<String, ?> attribute : model.entrySet()) {
					response.getWriter().println(attribute.getKey() + ": " + attribute.getValue());
				}
			}
		}

	}

}
