package io.strapper.testing;

import java.lang.reflect.Method;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Puts the seed into the message of a failure: not every report has the test's name. */
final class SeedInFailure implements InvocationInterceptor {

	@Override
	public void interceptTestTemplateMethod(Invocation<Void> invocation,
			ReflectiveInvocationContext<Method> invocationContext, ExtensionContext extensionContext) throws Throwable {
		try {
			invocation.proceed();
		}
		catch (Exception | AssertionError ex) {
			throw new AssertionError(
					"Repeat with -Dseed=" + invocationContext.getArguments().get(0) + ": " + ex.getMessage(), ex);
		}
	}

}
