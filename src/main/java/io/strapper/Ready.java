package io.strapper;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says where the server is reached, once it is. */
@Component
class Ready {

	private static final Logger log = LoggerFactory.getLogger(Ready.class);

	private final Environment environment;

	Ready(Environment environment) {
		this.environment = environment;
	}

	@EventListener(ApplicationReadyEvent.class)
	void ready() {
		log.info("Strapper is ready at http://{}:{}", this.environment.getProperty("server.address"),
				this.environment.getProperty("local.server.port"));
	}

}
