package io.strapper.process;

import io.strapper.home.RunAs;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Settings and surroundings of the processes of runs. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RunSettings.class)
class ProcessConfiguration {

	@Bean
	Ticker ticker() {
		return Ticker.SYSTEM;
	}

	@Bean
	RunEnvironment runEnvironment(RunSettings settings, RunAs runAs) {
		return new RunEnvironment(System.getenv(), settings.passEnvironment(), runAs.user().orElse(null));
	}

}
