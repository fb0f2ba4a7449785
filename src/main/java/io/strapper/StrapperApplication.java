package io.strapper;

import java.time.Clock;
import java.time.ZoneOffset;

import io.strapper.home.OutOfMemory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.support.TaskUtils;

/** Starts the server. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class StrapperApplication {

	public static void main(String[] args) {
		String system = System.getProperty("os.name");
		if (!system.equals("Linux")) {
			// Process groups, /proc and the pseudo-terminal of util-linux: a run cannot
			// be had without them.
			System.err.println("Strapper runs on Linux only, and this is " + system
					+ ": start it on a Linux host or in a Linux container.");
			System.exit(1);
		}
		OutOfMemory.endProcessWithThread();
		SpringApplication.run(StrapperApplication.class, args);
	}

	/** Everybody's clock: as precise as every database keeps a time. */
	@Bean
	Clock clock() {
		return Clock.tickMillis(ZoneOffset.UTC);
	}

	/** A pool of our own: its tasks never wait for the broker's heartbeats. */
	@Bean
	ThreadPoolTaskScheduler taskScheduler(ThreadPoolTaskSchedulerBuilder builder) {
		ThreadPoolTaskScheduler scheduler = builder.poolSize(4).build();
		scheduler.setErrorHandler((failure) -> {
			OutOfMemory.endProcessIfCauseOf(failure);
			TaskUtils.LOG_AND_SUPPRESS_ERROR_HANDLER.handleError(failure);
		});
		return scheduler;
	}

}
