package io.strapper.live;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.config.ChannelRegistration;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.socket.EnableWebSocketSecurity;
import org.springframework.security.messaging.access.intercept.MessageMatcherDelegatingAuthorizationManager;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketTransportRegistration;
import org.springframework.web.socket.server.support.HttpSessionHandshakeInterceptor;

/** STOMP over WebSocket, one way: clients listen, only the server speaks. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocketMessageBroker
@EnableWebSocketSecurity
class WebSocketConfiguration implements WebSocketMessageBrokerConfigurer {

	/** A client sends CONNECT, SUBSCRIBE and heartbeats: nothing of any length. */
	private static final int CLIENT_MESSAGE_BYTES = 8 << 10;

	private static final long HEARTBEAT_MILLIS = 10_000;

	private final TaskScheduler scheduler;

	private final PageSockets sockets;

	/** Lazy, since the broker that has this scheduler is configured here. */
	WebSocketConfiguration(@Lazy @Qualifier("messageBrokerTaskScheduler") TaskScheduler scheduler,
			PageSockets sockets) {
		this.scheduler = scheduler;
		this.sockets = sockets;
	}

	@Override
	public void registerStompEndpoints(StompEndpointRegistry registry) {
		HttpSessionHandshakeInterceptor session = new HttpSessionHandshakeInterceptor();
		session.setCopyAllAttributes(false);
		registry.addEndpoint("/ws").addInterceptors(new OriginRequired(), session);
	}

	@Override
	public void configureMessageBroker(MessageBrokerRegistry registry) {
		registry.enableSimpleBroker("/topic")
			.setHeartbeatValue(new long[] { HEARTBEAT_MILLIS, HEARTBEAT_MILLIS })
			.setTaskScheduler(this.scheduler);
		// The client's rule heals any order, but each message out of order costs it a
		// snapshot.
		registry.setPreservePublishOrder(true);
	}

	@Override
	public void configureWebSocketTransport(WebSocketTransportRegistration registration) {
		registration.setMessageSizeLimit(CLIENT_MESSAGE_BYTES).addDecoratorFactory(this.sockets);
	}

	@Override
	public void configureClientInboundChannel(ChannelRegistration registration) {
		registration.interceptors(this.sockets);
	}

	@Bean
	AuthorizationManager<Message<?>> messageRules(SubscriptionRule subscriptions) {
		return MessageMatcherDelegatingAuthorizationManager.builder()
			.simpTypeMatchers(SimpMessageType.SUBSCRIBE)
			.access(subscriptions)
			.simpTypeMatchers(SimpMessageType.CONNECT, SimpMessageType.HEARTBEAT, SimpMessageType.UNSUBSCRIBE,
					SimpMessageType.DISCONNECT)
			.authenticated()
			.anyMessage()
			.denyAll()
			.build();
	}

}
