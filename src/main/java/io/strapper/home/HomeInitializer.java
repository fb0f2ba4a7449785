package io.strapper.home;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.MapPropertySource;

/**
 * Locks the home before anything else starts, so that an unusable home ends the start at
 * once, and releases it after everything else has stopped.
 */
@Order(0)
class HomeInitializer implements ApplicationContextInitializer<GenericApplicationContext> {

	@Override
	public void initialize(GenericApplicationContext context) {
		Path root = Path.of(context.getEnvironment().getRequiredProperty("strapper.home")).toAbsolutePath().normalize();
		LockFile lock = HomeFolder.take(root, Home.isShared(context.getEnvironment()));
		// The path must be absolute: it becomes a part of the database's URL, and H2
		// refuses a relative path without ./ before it.
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("home", Map.of("strapper.home", root.toString())));
		// Spring destroys disposable beans in reverse order of registration: the first
		// one is destroyed last, after the database.
		context.getDefaultListableBeanFactory().registerDisposableBean("homeLock", () -> close(lock));
		context.getBeanFactory().registerSingleton("home", new Home(root));
	}

	private static void close(LockFile lock) throws IOException {
		lock.close();
	}

}
