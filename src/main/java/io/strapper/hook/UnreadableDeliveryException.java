package io.strapper.hook;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** A body that was signed as it should be is no JSON. */
class UnreadableDeliveryException extends ResponseStatusException {

	private static final long serialVersionUID = 1L;

	UnreadableDeliveryException() {
		super(HttpStatus.BAD_REQUEST, "The body is not JSON. Set the webhook's content type to application/json.");
	}

}
