package io.strapper.testing;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ModifierSupport;

import org.springframework.util.FileSystemUtils;

/** Starts the servers that {@link RunningServer} asks for. */
final class RunningServerExtension implements BeforeAllCallback, BeforeEachCallback {

	private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace
		.create(RunningServerExtension.class);

	@Override
	public void beforeAll(ExtensionContext context) throws Exception {
		start(context, null, ModifierSupport::isStatic);
	}

	@Override
	public void beforeEach(ExtensionContext context) throws Exception {
		start(context, context.getRequiredTestInstance(), ModifierSupport::isNotStatic);
	}

	private static void start(ExtensionContext context, @Nullable Object test, Predicate<Field> which)
			throws Exception {
		List<Field> fields = AnnotationSupport.findAnnotatedFields(context.getRequiredTestClass(), RunningServer.class,
				which);
		for (Field field : fields) {
			Started started = Started.of(field.getAnnotation(RunningServer.class));
			context.getStore(NAMESPACE).put(field, started);
			field.setAccessible(true);
			field.set(test, started.server());
		}
	}

	/**
	 * A server and the home that it was given.
	 *
	 * @param home a temporary folder
	 * @param server runs on that home
	 */
	private record Started(Path home, Server server) implements AutoCloseable {

		static Started of(RunningServer wish) throws IOException, InterruptedException {
			Path home = Files.createTempDirectory("strapper");
			// A home that has none gets the demo
			Files.createDirectory(home.resolve("apps"));
			List<String> arguments = new ArrayList<>(List.of(wish.value()));
			if (wish.tls()) {
				arguments.addAll(Certificate.create(home).arguments());
			}
			return new Started(home, Server.start(home, List.of(wish.parts()), arguments.toArray(String[]::new)));
		}

		@Override
		public void close() throws IOException {
			this.server.close();
			FileSystemUtils.deleteRecursively(this.home);
		}

	}

}
