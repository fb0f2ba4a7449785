package io.strapper.relay;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.strapper.app.AppId;
import io.strapper.live.DeployMessage;
import io.strapper.testing.MessageBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What nodes need of a broker, whichever it is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
abstract class RelayContract {

	private static final AppId BLOG = new AppId("blog");

	private static final AppId SHOP = new AppId("shop-2");

	private final MessageBroker broker;

	RelayContract(MessageBroker broker) {
		this.broker = broker;
	}

	@BeforeAll
	void start() throws Exception {
		this.broker.start();
	}

	@AfterAll
	void close() throws Exception {
		this.broker.close();
	}

	private TestNode node(String name) {
		return node(name, MessageBroker.PASSCODE);
	}

	private TestNode node(String name, String passcode) {
		return new TestNode(name, new RelaySettings("127.0.0.1", this.broker.port(), MessageBroker.LOGIN, passcode,
				null, "/", false, null));
	}

	private static DeployMessage position(long to) {
		return new DeployMessage.OfPosition(1, to);
	}

	private static List<String> texts(AppId app, long count) {
		return LongStream.range(0, count).mapToObj((to) -> TestNode.text(app, position(to))).toList();
	}

	@Test
	void tellsTheOtherNodesOnceAndInOrder() {
		try (TestNode a = node("a").awaitReached();
				TestNode b = node("b").awaitReached();
				TestNode c = node("c").awaitReached()) {
			for (long to = 0; to < 3000; to++) {
				a.tell(BLOG, position(to));
				b.tell(SHOP, position(to));
			}

			await().until(() -> b.heard().size() >= 3000 && a.heard().size() >= 3000 && c.heard().size() >= 6000);
			assertThat(b.heard()).isEqualTo(texts(BLOG, 3000));
			assertThat(a.heard()).as("its own do not come back").isEqualTo(texts(SHOP, 3000));
			assertThat(c.heard()).hasSize(6000)
				.filteredOn((text) -> text.startsWith("blog"))
				.isEqualTo(texts(BLOG, 3000));
		}
	}

	@Test
	void tellsTheLargestDeltaWhole() {
		// The most that is published, where a character takes the most bytes
		List<String> lines = Stream.of("\"", "\u20ac", "<span class=\"fg2\">\ud83d\ude80</span>")
			.map((part) -> part.repeat((80 << 10) / part.length()))
			.toList();
		DeployMessage delta = new DeployMessage.OfDelta(7, 0, 1 << 30, 0, 0, lines, 0, 3, 1_764_000_000_000L);
		try (TestNode a = node("a").awaitReached(); TestNode b = node("b").awaitReached()) {
			a.tell(BLOG, delta);
			a.tell(BLOG, position(1));

			await().until(() -> b.heard().size() >= 2);
			assertThat(b.heard()).isEqualTo(List.of(TestNode.text(BLOG, delta), TestNode.text(BLOG, position(1))));
		}
	}

	@Test
	void goesOnWhenTheBrokerIsBack(CapturedOutput output) throws Exception {
		try (TestNode a = node("a").awaitReached(); TestNode b = node("b").awaitReached()) {
			this.broker.kill();
			a.awaitAway();
			b.awaitAway();
			a.tell(BLOG, position(1));
			this.broker.start();
			a.awaitReached();
			b.awaitReached();
			a.tell(BLOG, position(2));

			await().until(() -> !b.heard().isEmpty());
			assertThat(b.heard()).as("the messages of meanwhile are found elsewhere")
				.isEqualTo(List.of(TestNode.text(BLOG, position(2))));
			await().untilAsserted(() -> {
				assertThat(lines(output, " is away (")).as("one line a node").hasSize(2);
				assertThat(lines(output, " is back after ")).hasSize(2);
			});
		}
	}

	@Test
	void waitsForABrokerThatIsNotThere(CapturedOutput output) throws Exception {
		this.broker.kill();
		try (TestNode a = node("a"); TestNode b = node("b")) {
			await().untilAsserted(() -> assertThat(lines(output, " is away (")).hasSize(2));
			assertThat(a.link().lag()).isEmpty();

			this.broker.start();
			a.awaitReached().tell(BLOG, position(1));
			await().untilAsserted(() -> {
				a.tell(BLOG, position(1));
				assertThat(b.heard()).contains(TestNode.text(BLOG, position(1)));
			});
			assertThat(lines(output, " is away (")).as("however often it tried").hasSize(2);
		}
		finally {
			this.broker.start();
		}
	}

	@Test
	void saysThatTheBrokerRefusesItAndNotThePasscode(CapturedOutput output) {
		try (TestNode stranger = node("stranger", "hop skip fall")) {
			await().untilAsserted(() -> assertThat(lines(output, " is away (it says: ")).hasSize(1));
			assertThat(stranger.link().isReached()).isFalse();
			assertThat(output).doesNotContain("hop skip fall");
		}
	}

	@Test
	void tellsHowLongAMessageTakes() {
		try (TestNode a = node("a").awaitReached()) {
			assertThat(a.link().lag()).hasValueSatisfying((lag) -> assertThat(lag).isPositive());
		}
	}

	private static List<String> lines(CapturedOutput output, String text) {
		return output.getAll().lines().filter((line) -> line.contains(text)).toList();
	}

}
