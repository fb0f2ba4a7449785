package io.strapper.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Another program that keeps processors busy while the tests run, to find those that pass
 * on a quiet machine only: {@code -Dbusy=2} keeps two of them busy. JUnit finds this
 * class by itself.
 */
public final class BusyCores implements BeforeAllCallback {

	private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(BusyCores.class);

	@Override
	public void beforeAll(ExtensionContext context) {
		int cores = Integer.getInteger("busy", 0);
		if (cores > 0) {
			context.getRoot().getStore(NAMESPACE).computeIfAbsent(Other.class, (type) -> Other.start(cores));
		}
	}

	/**
	 * Keeps processors busy until there is no more to read, as when the tests have ended.
	 */
	public static void main(String[] args) throws IOException {
		IntStream.range(0, Integer.parseInt(args[0])).forEach((core) -> {
			Thread thread = new Thread(() -> {
				while (true) {
					Thread.onSpinWait();
				}
			});
			thread.setDaemon(true);
			thread.start();
		});
		System.in.read();
	}

	/**
	 * The other program, which ends with the tests.
	 *
	 * @param process runs {@link BusyCores#main}
	 */
	private record Other(Process process) implements AutoCloseable {

		static Other start(int cores) {
			Path java = Path.of(System.getProperty("java.home"), "bin", "java");
			try {
				return new Other(new ProcessBuilder(java.toString(), "-cp", System.getProperty("java.class.path"),
						BusyCores.class.getName(), Integer.toString(cores))
					.inheritIO()
					.redirectInput(ProcessBuilder.Redirect.PIPE)
					.start());
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public void close() {
			this.process.destroy();
		}

	}

}
