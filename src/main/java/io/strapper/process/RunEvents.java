package io.strapper.process;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Tells what happens to runs. A listener's trouble, an {@link Error} too, is not the
 * run's.
 */
class RunEvents {

	private static final Logger log = LoggerFactory.getLogger(RunEvents.class);

	private final ApplicationEventPublisher publisher;

	RunEvents(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	void publish(Object event) {
		try {
			this.publisher.publishEvent(event);
		}
		catch (RuntimeException | Error ex) {
			log.error("A listener failed on {}", event.getClass().getSimpleName(), ex);
		}
	}

}
