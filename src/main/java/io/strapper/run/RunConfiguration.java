package io.strapper.run;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Settings and surroundings of runs. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ RunSettings.class, StorageSettings.class })
class RunConfiguration {

	@Bean
	RunEnvironment runEnvironment(RunSettings settings) {
		return new RunEnvironment(System.getenv(), settings.passEnvironment());
	}

}
