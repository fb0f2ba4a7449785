package io.strapper.watch;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Starts the notifications of changes, unless {@code strapper.live.wake-up} is false. */
@Component
public class WakeUps {

	private final boolean wanted;

	/**
	 * The wake-ups of a server.
	 * @param wanted whether to use inotify
	 */
	public WakeUps(@Value("${strapper.live.wake-up:true}") boolean wanted) {
		this.wanted = wanted;
	}

	/**
	 * An instance with notifications, if they are wanted and the system has them.
	 * @param name the name of its thread
	 */
	public WakeUp start(String name) {
		return this.wanted ? WakeUp.start(name) : WakeUp.none();
	}

}
