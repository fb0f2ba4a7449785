package io.strapper.socket;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
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
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.springframework.web.socket.server.support.HttpSessionHandshakeInterceptor;

/**
 * Configures STOMP over WebSocket in one direction: clients subscribe, only the server
 * sends messages.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSocketMessageBroker
@EnableWebSocketSecurity
class WebSocketConfiguration implements WebSocketMessageBrokerConfigurer {

	/** A client sends only CONNECT, SUBSCRIBE and heartbeats, which are short. */
	private static final int CLIENT_MESSAGE_BYTES = 4 << 10;

	/** No client sends binary messages. */
	private static final int CLIENT_BINARY_BYTES = 128;

	private static final String TOMCAT_BUFFER_BYTES = "2048";

	private static final long HEARTBEAT_MILLIS = 10_000;

	private final TaskScheduler scheduler;

	private final SocketRefusals handshakes;

	private final SocketGuard guard;

	private final SubscriptionBook subscriptions;

	private final RefusalFrames refusals;

	private final Compression compression;

	/** Lazy, since the scheduler belongs to the broker that is configured here. */
	WebSocketConfiguration(@Lazy @Qualifier("messageBrokerTaskScheduler") TaskScheduler scheduler,
			SocketRefusals handshakes, SocketGuard guard, SubscriptionBook subscriptions, RefusalFrames refusals,
			OpenSockets sockets, SocketSettings settings) {
		this.scheduler = scheduler;
		this.handshakes = handshakes;
		this.guard = guard;
		this.subscriptions = subscriptions;
		this.refusals = refusals;
		this.compression = new Compression(sockets, settings.compressedSockets());
	}

	@Override
	public void registerStompEndpoints(StompEndpointRegistry registry) {
		HttpSessionHandshakeInterceptor session = new HttpSessionHandshakeInterceptor();
		session.setCopyAllAttributes(false);
		registry.addEndpoint("/ws")
			.setHandshakeHandler(new DefaultHandshakeHandler(this.compression))
			.addInterceptors(new HandshakeRules(this.handshakes), session);
		registry.setErrorHandler(this.refusals);
	}

	/**
	 * Spring's broker answers CONNECT and sends heartbeats; {@link Fanout} does the rest.
	 */
	@Override
	public void configureMessageBroker(MessageBrokerRegistry registry) {
		registry.enableSimpleBroker("/topic")
			.setHeartbeatValue(new long[] { HEARTBEAT_MILLIS, HEARTBEAT_MILLIS })
			.setTaskScheduler(this.scheduler);
	}

	@Override
	public void configureWebSocketTransport(WebSocketTransportRegistration registration) {
		registration.setMessageSizeLimit(CLIENT_MESSAGE_BYTES).addDecoratorFactory(this.guard);
	}

	@Override
	public void configureClientInboundChannel(ChannelRegistration registration) {
		registration.interceptors(this.subscriptions);
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

	/**
	 * Each open socket has three buffers of 8 KB by default: Tomcat reads their size
	 * once, when it starts.
	 */
	@Bean
	static WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> smallBuffers() {
		return (factory) -> System.getProperties()
			.putIfAbsent("org.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE", TOMCAT_BUFFER_BYTES);
	}

	/** A client's messages are short, and each open socket has buffers for them. */
	@Bean
	ServletServerContainerFactoryBean socketBuffers() {
		ServletServerContainerFactoryBean container = new ServletServerContainerFactoryBean();
		container.setMaxTextMessageBufferSize(CLIENT_MESSAGE_BYTES);
		container.setMaxBinaryMessageBufferSize(CLIENT_BINARY_BYTES);
		return container;
	}

}
