package io.strapper.user;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells in one sentence why a server with a bad preset password does not start. */
class UnusableAdminPasswordAnalyzer extends AbstractFailureAnalyzer<UnusableAdminPasswordException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnusableAdminPasswordException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
	}

}
