package io.strapper.watch;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Asks the kernel to tell of changes, unless {@code strapper.live.wake-up} is false. */
@Component
public class WakeUps {

	private final boolean wanted;

	/**
	 * The wake-ups of a server.
	 * @param wanted whether the kernel is asked
	 */
	public WakeUps(@Value("${strapper.live.wake-up:true}") boolean wanted) {
		this.wanted = wanted;
	}

	/**
	 * One that hears of what it may and can.
	 * @param name of its thread
	 */
	public WakeUp start(String name) {
		return this.wanted ? WakeUp.start(name) : WakeUp.none();
	}

}
