package io.strapper.socket;

import java.util.Optional;
import java.util.function.Supplier;

import io.strapper.app.AppId;
import io.strapper.live.TopicBroker;
import io.strapper.security.AppRules;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.messaging.access.intercept.MessageAuthorizationContext;
import org.springframework.stereotype.Component;

/**
 * Who may subscribe to what: users who may see an app may subscribe to the app's topic by
 * its exact name. Any other destination is refused, since Spring's broker would treat it
 * as a pattern.
 */
@Component
class SubscriptionRule implements AuthorizationManager<MessageAuthorizationContext<?>> {

	private final AppRules rules;

	SubscriptionRule(AppRules rules) {
		this.rules = rules;
	}

	@Override
	public AuthorizationResult authorize(Supplier<? extends @Nullable Authentication> user,
			MessageAuthorizationContext<?> context) {
		Authentication authentication = user.get();
		Optional<AppId> app = app(context.getMessage());
		return new AuthorizationDecision(authentication != null && authentication.isAuthenticated()
				&& app.filter((id) -> this.rules.maySee(authentication, id)).isPresent());
	}

	/** The app whose topic a message is about, by its exact name. */
	static Optional<AppId> app(Message<?> message) {
		String destination = SimpMessageHeaderAccessor.getDestination(message.getHeaders());
		if (destination == null || !destination.startsWith(TopicBroker.PREFIX)) {
			return Optional.empty();
		}
		return AppId.parse(destination.substring(TopicBroker.PREFIX.length()));
	}

}
