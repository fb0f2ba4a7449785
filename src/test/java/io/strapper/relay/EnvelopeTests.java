package io.strapper.relay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.strapper.app.AppId;
import io.strapper.live.DeployMessage;
import io.strapper.node.Node;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/** What comes from nodes of other releases, and from strangers. */
class EnvelopeTests {

	private static final Node US = new Node("web-1", "i-1", "here", true, Duration.ofMinutes(1));

	private static StompHeaderAccessor arriving() {
		StompHeaderAccessor headers = StompHeaderAccessor.create(StompCommand.MESSAGE);
		Envelope.of(US, new AppId("blog"), new DeployMessage.OfPosition(1, 2))
			.headers()
			.toNativeHeaderMap()
			.forEach((name, values) -> headers.setNativeHeader(name, values.get(0)));
		return headers;
	}

	private static Message<byte[]> frame(StompHeaderAccessor headers, String json) {
		return MessageBuilder.createMessage(json.getBytes(StandardCharsets.UTF_8), headers.getMessageHeaders());
	}

	@Test
	void whatANewerNodeTellsBesideIsPassedOn() {
		StompHeaderAccessor headers = arriving();
		headers.setNativeHeader("newer", "7");
		String json = "{\"type\":\"newer\",\"more\":[1]}";
		Message<byte[]> frame = frame(headers, json);

		assertThat(Envelope.of(frame)).hasValueSatisfying((envelope) -> {
			assertThat(envelope.app()).contains(new AppId("blog"));
			assertThat(envelope.run()).isNull();
			assertThat(envelope.isOf(US)).isTrue();
		});
		assertThat(Envelope.text(frame)).isEqualTo(json);
	}

	@ParameterizedTest(name = "{0}: {1}")
	@CsvSource({ "run, newest", "probe, 1.5", "node,", "incarnation,", "app," })
	void whatNoNodeOfThisReleaseCanReadIsNoMessage(String header, @Nullable String value) {
		StompHeaderAccessor headers = arriving();
		headers.removeNativeHeader(header);
		if (value != null) {
			headers.setNativeHeader(header, value);
		}

		assertThat(Envelope.of(frame(headers, "{}"))).isEmpty();
	}

	@Test
	void anAppThatCannotBeIsNone() {
		StompHeaderAccessor headers = arriving();
		headers.setNativeHeader("app", "../blog");

		assertThat(Envelope.of(frame(headers, "{}")).orElseThrow().app()).isEmpty();
	}

}
