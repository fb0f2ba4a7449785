package io.strapper.notify;

import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import io.strapper.app.AppId;
import io.strapper.app.NoticeEvent;
import io.strapper.testing.Server;
import io.strapper.testing.TwoNodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two nodes that send what is due. */
class SeveralDispatchersTests {

	private static final int NOTICES = 60;

	@TempDir
	private Path home;

	@AutoClose
	private final Receiver receiver = new Receiver();

	private TwoNodes nodes;

	@BeforeEach
	void start() {
		this.nodes = TwoNodes.start(this.home, List.of(), "--strapper.notify.internal=127.0.0.1",
				"--strapper.notify.retries=50ms");
		Server one = this.nodes.one();
		Channelled.secret(one, "blog", "hook-key", "a secret of some length");
		Channelled.app(one, "blog", "{ops: {type: webhook, on: [succeeded], url: \"%s\", secret-file: hook-key}}"
			.formatted(this.receiver.url("/")), "exit 0");
		one.admin().app("blog").deployed();
		Channelled.settled(one, "blog", 1);
	}

	@AfterEach
	void end() {
		this.nodes.close();
	}

	private Channel channel(Server server) {
		return server.bean(Channels.class).of(new AppId("blog")).get(0);
	}

	@Test
	void sendEachNoticeOnce() {
		IntStream.range(0, NOTICES).forEach((i) -> {
			Server server = this.nodes.turn(i);
			server.bean(Outbox.class).add(channel(server), NoticeEvent.TEST, "blog", null, null, Duration.ZERO);
			this.nodes.one().bean(Dispatcher.class).look();
			this.nodes.other().bean(Dispatcher.class).look();
		});

		List<Notice> all = Channelled.settled(this.nodes.one(), "blog", NOTICES + 1);

		assertThat(all).hasSize(NOTICES + 1).allSatisfy((notice) -> {
			assertThat(notice.state()).isEqualTo(Notice.State.SENT);
			assertThat(notice.tries()).isEqualTo(1);
		});
		assertThat(this.receiver.got().stream().map((got) -> got.header("webhook-id"))).doesNotHaveDuplicates()
			.hasSize(NOTICES + 1);
	}

	@Test
	void oneSendsWhatTheOtherHasLeft() throws Exception {
		JdbcClient jdbc = this.nodes.one().bean(JdbcClient.class);
		CountDownLatch gate = new CountDownLatch(1);
		this.receiver.holds(gate);
		Server dying = this.nodes.other();
		dying.bean(Outbox.class).add(channel(dying), NoticeEvent.TEST, "blog", null, null, Duration.ZERO);
		dying.bean(Dispatcher.class).look();
		this.receiver.awaited(2);

		// As if it had been killed: it records nothing, and its claim ends
		dying.leave();
		gate.countDown();
		jdbc.sql("UPDATE notice SET claimed_until = :soon WHERE due IS NOT NULL")
			.param("soon", OffsetDateTime.now().plusSeconds(1))
			.update();

		assertThat(Channelled.settled(this.nodes.one(), "blog", 2)).last()
			.satisfies((notice) -> assertThat(notice.state()).isEqualTo(Notice.State.SENT));
		assertThat(this.receiver.got()).hasSize(3);
	}

	@Test
	void whatIsClaimedIsSentByNobodyElse() {
		JdbcClient jdbc = this.nodes.one().bean(JdbcClient.class);
		Outbox outbox = this.nodes.one().bean(Outbox.class);
		jdbc.sql("UPDATE notice SET state = 'waiting', due = :now, claimed_until = :later")
			.param("now", OffsetDateTime.now().minusSeconds(1))
			.param("later", OffsetDateTime.now().plusMinutes(1))
			.update();
		Notice notice = Channelled.notices(this.nodes.one(), "blog").get(0);

		assertThat(outbox.claim(notice.id())).isEmpty();
		assertThat(outbox.due(notice.at().plusSeconds(60))).isEmpty();
		assertThat(outbox.untilNext(OffsetDateTime.now().toInstant())).isPresent();

		outbox.release(notice);
		await().until(() -> Channelled.notices(this.nodes.other(), "blog").get(0).state(), Notice.State.SENT::equals);
	}

}
