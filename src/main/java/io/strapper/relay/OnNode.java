package io.strapper.relay;

import io.strapper.home.Home;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches if this server is one of several that share a home. */
class OnNode implements Condition {

	@Override
	public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
		return Home.isShared(context.getEnvironment());
	}

}
