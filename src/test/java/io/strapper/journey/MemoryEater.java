package io.strapper.journey;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.strapper.StrapperApplication;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A server with an endpoint that fills the heap, in a thread of a certain kind. */
@RestController
// The component scan of other tests' servers finds it, too
@Profile("eater")
class MemoryEater {

	private final TaskScheduler scheduler;

	MemoryEater(@Qualifier("taskScheduler") TaskScheduler scheduler) {
		this.scheduler = scheduler;
	}

	public static void main(String[] args) {
		// Its main is what is tested: this only adds to what it starts
		System.setProperty("spring.main.sources", MemoryEater.class.getName());
		System.setProperty("spring.profiles.active", "eater");
		StrapperApplication.main(args);
	}

	@GetMapping("/js/eat")
	void eat(@RequestParam String in) {
		switch (in) {
			case "web" -> eat();
			case "scheduled" -> this.scheduler.schedule(MemoryEater::eat, Instant.now());
			case "own" -> new Thread(MemoryEater::eat).start();
			default -> throw new IllegalArgumentException(in);
		}
	}

	private static void eat() {
		List<byte[]> eaten = new ArrayList<>();
		while (true) {
			eaten.add(new byte[1 << 20]);
		}
	}

}
