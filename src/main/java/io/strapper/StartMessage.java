package io.strapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import io.strapper.home.RunAs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.stereotype.Component;

/** Prints the server's address when it is ready, and warnings about its configuration. */
@Component
class StartMessage {

	private static final Logger log = LoggerFactory.getLogger(StartMessage.class);

	private final ConfigurableEnvironment environment;

	private final ServerProperties server;

	private final RunAs runAs;

	StartMessage(ConfigurableEnvironment environment, ServerProperties server, RunAs runAs) {
		this.environment = environment;
		this.server = server;
		this.runAs = runAs;
	}

	@EventListener(ApplicationReadyEvent.class)
	void ready() {
		log.info("Strapper is ready at {}://{}:{}{}", Ssl.isEnabled(this.server.getSsl()) ? "https" : "http",
				this.environment.getProperty("server.address"), this.environment.getProperty("local.server.port"),
				Objects.requireNonNullElse(this.server.getServlet().getContextPath(), ""));
		if (uid() == 0 && this.runAs.user().isEmpty()) {
			log.warn(
					"Strapper runs as root, and so does every deploy: start it as a user of its own, or set strapper.run-as");
		}
		ExposedPasswords.sentences(this.environment).forEach(log::warn);
	}

	/** The user whose process this is. */
	static int uid() {
		try {
			return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
