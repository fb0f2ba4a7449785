package io.strapper.process;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Publishes the events of active runs. */
@Component
class RunPublisher {

	private static final Logger log = LoggerFactory.getLogger(RunPublisher.class);

	private final ApplicationEventPublisher publisher;

	RunPublisher(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	/** Publishes an event; a failure of a listener does not affect the run. */
	void publish(Object event) {
		try {
			this.publisher.publishEvent(event);
		}
		catch (RuntimeException | Error ex) {
			log.error("A listener failed on {}", event.getClass().getSimpleName(), ex);
		}
	}

}
