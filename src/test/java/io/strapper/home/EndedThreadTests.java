package io.strapper.home;

import org.apache.tomcat.util.threads.TaskThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** What the server's log says of a thread that an exception has ended. */
@ExtendWith(OutputCaptureExtension.class)
class EndedThreadTests {

	private final Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();

	@BeforeEach
	void handle() {
		Thread.setDefaultUncaughtExceptionHandler(null);
		OutOfMemory.endProcessWithThread();
	}

	@AfterEach
	void restore() {
		Thread.setDefaultUncaughtExceptionHandler(this.before);
	}

	private static void run(Thread thread) throws InterruptedException {
		thread.start();
		thread.join();
	}

	private static void fail() {
		throw new IllegalStateException("of the test");
	}

	@Test
	void aPoolReplacesItsThread(CapturedOutput output) throws InterruptedException {
		run(new TaskThread(null, EndedThreadTests::fail, "pooled"));

		assertThat(output.getAll()).contains("WARN", "The thread pooled has ended, and another one takes its place")
			.doesNotContain("ERROR");
	}

	@Test
	void nobodyReplacesAnotherThread(CapturedOutput output) throws InterruptedException {
		run(new Thread(EndedThreadTests::fail, "alone"));

		assertThat(output.getAll()).contains("ERROR", "The thread alone has ended");
	}

}
