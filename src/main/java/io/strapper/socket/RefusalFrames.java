package io.strapper.socket;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.messaging.StompSubProtocolErrorHandler;

/**
 * ERROR frames that tell a client why it was refused, without internals of the server.
 */
@Component
class RefusalFrames extends StompSubProtocolErrorHandler {

	@Override
	public @Nullable Message<byte[]> handleClientMessageProcessingError(@Nullable Message<byte[]> message,
			Throwable ex) {
		StompHeaderAccessor error = StompHeaderAccessor.create(StompCommand.ERROR);
		error.setMessage((ex instanceof SubscriptionBook.RefusedException) ? ex.getMessage() : "Not allowed");
		error.setLeaveMutable(true);
		return handleInternal(error, new byte[0], ex, null);
	}

}
