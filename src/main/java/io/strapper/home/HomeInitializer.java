package io.strapper.home;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Takes the home before anything else starts, so that a home that cannot be used ends the
 * start at once, and gives it back after everything else has stopped.
 */
class HomeInitializer implements ApplicationContextInitializer<GenericApplicationContext> {

	@Override
	public void initialize(GenericApplicationContext context) {
		Path root = Path.of(context.getEnvironment().getRequiredProperty("strapper.home")).toAbsolutePath().normalize();
		HomeLock lock = HomeFolder.take(root);
		// Absolute from here on: the database's URL is made of it, and H2 takes no bare
		// relative path.
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("home", Map.of("strapper.home", root.toString())));
		// Disposable beans go in reverse order of registration: the first is the last to
		// go, after the database.
		context.getDefaultListableBeanFactory().registerDisposableBean("homeLock", () -> close(lock));
		context.getBeanFactory().registerSingleton("home", new Home(root));
	}

	private static void close(HomeLock lock) throws IOException {
		lock.close();
	}

}
