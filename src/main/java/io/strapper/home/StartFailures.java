package io.strapper.home;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.annotation.Order;

/**
 * Prints one sentence that says what to do, in place of a stack trace, if the start
 * cannot succeed. Other failures are left to Spring Boot's own analyzers.
 */
final class StartFailures {

	private StartFailures() {
	}

	/** Recognizes failures that an administrator can correct. */
	@Order(0)
	static class Analyzer implements FailureAnalyzer {

		@Override
		public @Nullable FailureAnalysis analyze(Throwable failure) {
			for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
				if (cause instanceof CannotStartException known) {
					return new FailureAnalysis(known.sentence(), null, cause);
				}
				if (cause instanceof PortInUseException port) {
					return new FailureAnalysis("port " + port.getPort()
							+ " is taken by another program: stop that one, or choose another port with --server.port=NUMBER",
							null, cause);
				}
			}
			return null;
		}

	}

	/** Prints the sentence where it cannot be missed, whatever the logging is set to. */
	static class Reporter implements FailureAnalysisReporter {

		@Override
		public void report(FailureAnalysis analysis) {
			String action = (analysis.getAction() != null) ? " " + analysis.getAction() : "";
			System.err.println("Strapper did not start: " + analysis.getDescription().strip() + action);
		}

	}

}
