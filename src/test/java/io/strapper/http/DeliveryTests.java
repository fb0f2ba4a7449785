package io.strapper.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;

import io.strapper.user.KeptBytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** What a delivery keeps, and what it gives back; that it is sent, journeys show. */
class DeliveryTests {

	private static final int ROOM = 100 << 10;

	private final KeptBytes kept = new KeptBytes(ROOM, ROOM);

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private Delivery delivery;

	@BeforeEach
	void begin() {
		this.delivery = new Delivery(this.request, this.response, new AnswerRoom(this.kept, "192.0.2.7"));
	}

	@Test
	void whatIsWrittenIsKeptUntilItIsComplete() throws IOException {
		this.delivery.getWriter().print("hello");
		this.delivery.getWriter().flush();
		this.delivery.flushBuffer();

		assertThat(this.response.getContentAsByteArray()).isEmpty();
		assertThat(this.response.isCommitted()).isFalse();
		assertThat(this.kept.all()).isPositive();
		this.delivery.giveUp();
		assertThat(this.kept.all()).isZero();
	}

	@Test
	void whatFindsNoRoomIsSentAtOnceInOrder() throws IOException {
		byte[] body = new byte[ROOM * 2];
		new Random(1).nextBytes(body);
		for (int from = 0; from < body.length; from += 999) {
			this.delivery.getOutputStream().write(body, from, Math.min(999, body.length - from));
		}

		this.delivery.complete();

		assertThat(this.response.getContentAsByteArray()).isEqualTo(body);
		assertThat(this.kept.all()).isZero();
	}

	@Test
	void aBodyThatFindsNoRoomIsRefused() {
		assertThat(this.delivery.later(new ByteArrayInputStream(new byte[1]))).isTrue();
		assertThat(this.delivery.later(new ByteArrayInputStream(new byte[1]))).isFalse();
	}

	@Test
	void anErrorTakesThePlaceOfWhatWasWritten() throws IOException {
		this.delivery.getWriter().print("half of the ans");
		this.delivery.sendError(500);
		this.delivery.complete();

		assertThat(this.response.getContentAsString()).isEmpty();
		assertThat(this.kept.all()).isZero();
	}

	@Test
	void whatIsWrittenAnewIsAllThatIsSent() throws IOException {
		this.delivery.getOutputStream().print("half of the ans");
		this.delivery.resetBuffer();
		this.delivery.getOutputStream().print("sorry");
		this.delivery.atOnce();

		assertThat(this.response.getContentAsString()).isEqualTo("sorry");
	}

}
