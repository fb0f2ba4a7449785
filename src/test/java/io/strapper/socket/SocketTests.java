package io.strapper.socket;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

import io.strapper.app.AppId;
import io.strapper.user.KeptBytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Limits, rights and order of sockets, by a clock that the test turns. */
class SocketTests {

	private static final AppId BLOG = new AppId("blog");

	private static final AppId SHOP = new AppId("shop");

	private final AtomicLong nanos = new AtomicLong(1);

	private final KeptBytes budget = new KeptBytes(1000, 400);

	private final List<FakeSocket> clients = new ArrayList<>();

	private final OpenSockets sockets = new OpenSockets(settings());

	private final Set<String> signedOut = new HashSet<>();

	private final Set<String> blind = new HashSet<>();

	private final SocketRevocation revocation = new SocketRevocation(this.sockets, (user) -> true,
			(user, app) -> !this.blind.contains(user.getName() + app), (sessions) -> {
				Set<String> alive = new HashSet<>(sessions);
				alive.removeAll(this.signedOut);
				return alive;
			});

	private static SocketSettings settings() {
		MapConfigurationPropertySource source = new MapConfigurationPropertySource();
		source.put("strapper.live.sockets", "5");
		source.put("strapper.live.sockets-per-user", "3");
		return new Binder(source).bind("strapper.live", SocketSettings.class).get();
	}

	private PageSocket open(String user) {
		return open(user, true);
	}

	private PageSocket open(String user, boolean reads) {
		FakeSocket client = new FakeSocket("socket" + this.clients.size(), user, reads);
		this.clients.add(client);
		return new PageSocket(client.session(), this.budget, this.nanos::get);
	}

	private PageSocket connected(String user) {
		PageSocket socket = open(user);
		assertThat(this.sockets.add(socket)).isTrue();
		socket.connect();
		return socket;
	}

	private void pass(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

	private @Nullable CloseStatus closed(int client) {
		return this.clients.get(client).closed;
	}

	@Test
	void aUserHasSoManyAndThereAreSoManyInAll() {
		for (String user : List.of("ann", "ann", "ann", "bob")) {
			connected(user);
		}

		assertThat(this.sockets.hasRoom("ann")).isFalse();
		assertThat(this.sockets.add(open("ann"))).isFalse();
		assertThat(this.sockets.hasRoom("bob")).isTrue();
		connected("bob");
		assertThat(this.sockets.hasRoom("bob")).isFalse();
		assertThat(this.sockets.hasRoom("cem")).isFalse();
		this.sockets.remove("socket0");
		assertThat(this.sockets.hasRoom("ann")).isTrue();
		assertThat(this.sockets.remove("socket0")).isEmpty();
	}

	@Test
	void whoNeverConnectsIsCut() {
		connected("ann");
		this.sockets.add(open("ann"));

		pass(Duration.ofSeconds(9));
		this.revocation.recheck();
		assertThat(closed(1)).isNull();
		pass(Duration.ofSeconds(2));
		this.revocation.recheck();

		assertThat(closed(1)).isNotNull();
		assertThat(closed(0)).isNull();
	}

	@Test
	void whoMayNotSeeOneOfTheirAppsIsCut() {
		connected("ann").subscribe(BLOG);
		connected("bob").subscribe(BLOG);
		PageSocket both = connected("ann");
		both.subscribe(BLOG);
		both.subscribe(SHOP);

		this.blind.add("annshop");
		this.revocation.recheck();

		assertThat(this.clients.stream().map((client) -> client.closed != null)).containsExactly(false, false, true);
		this.signedOut.add("session of bob");
		this.revocation.recheck();
		assertThat(this.clients.stream().map((client) -> client.closed != null)).containsExactly(false, true, true);
	}

	@Test
	void whoWatchesIsNotIdleAndAPageThatIsGoneIs() {
		List<Set<String>> kept = new ArrayList<>();
		SessionKeepAlive keepAlive = new SessionKeepAlive(this.sockets, kept::add);
		PageSocket ann = connected("ann");
		connected("bob");

		pass(Duration.ofMinutes(2));
		ann.heard("\n");
		pass(Duration.ofMinutes(2));
		keepAlive.touch();

		assertThat(kept).containsExactly(Set.of("session of ann"));
	}

	@Test
	void aPageSendsFewFrames() {
		PageSocket socket = connected("ann");

		assertThat(socket.heard("x\0".repeat(100))).isTrue();
		assertThat(socket.heard("\n")).isFalse();
		pass(Duration.ofSeconds(11));
		assertThat(socket.heard("\n")).isTrue();
	}

	@Test
	void whatIsKeptForWhoDoesNotReadHasALimitOfAUserAndOfAll() {
		PageSocket[] slow = { open("ann", false), open("ann", false), open("bob", false) };
		for (PageSocket socket : slow) {
			// The first is with the kernel
			socket.sendMessage(new TextMessage("x".repeat(150)));
			socket.sendMessage(new TextMessage("x".repeat(150)));
		}
		assertThat(this.budget.all()).isEqualTo(450);

		slow[0].sendMessage(new TextMessage("x".repeat(150)));

		assertThat(this.budget.all()).as("the one that wanted more is cut").isEqualTo(300);
		slow[2].sendMessage(new TextMessage("x".repeat(150)));
		assertThat(this.budget.all()).isEqualTo(450);
		slow[1].closed();
		slow[2].closed();
		assertThat(this.budget.all()).isZero();
	}

	@Test
	void whatIsKeptComesInOrder() {
		PageSocket socket = open("ann", false);
		for (int i = 0; i < 5; i++) {
			socket.sendMessage(new TextMessage("" + i));
		}
		for (int i = 0; i < 5; i++) {
			this.clients.get(0).take();
		}

		assertThat(this.clients.get(0).taken).containsExactly("0", "1", "2", "3", "4");
		assertThat(this.budget.all()).isZero();
	}

	@Test
	void whatIsPublishedComesOnceInOrderToThoseWhoSubscribed() {
		Fanout fanout = new Fanout(new JsonMapper(), List.of());
		PageSocket ann = connected("ann");
		PageSocket bob = connected("bob");
		PageSocket other = connected("cem");

		assertThat(fanout.isHeard(BLOG)).isFalse();
		assertThat(fanout.subscribe(BLOG, ann, "sub-0")).isTrue();
		assertThat(fanout.subscribe(BLOG, ann, "sub-1")).as("once a socket and app").isFalse();
		assertThat(fanout.subscribe(BLOG, bob, "x")).isTrue();
		assertThat(fanout.subscribe(SHOP, other, "sub-0")).isTrue();
		for (int i = 0; i < 100; i++) {
			fanout.publish(BLOG, "{\"é\":" + i + "}", () -> {
			});
		}

		await().until(() -> taken(0).size() == 100 && taken(1).size() == 100);
		assertThat(taken(0).get(7)).isEqualTo("MESSAGE\ndestination:/topic/deploy.blog\ncontent-type:application/json\n"
				+ "message-id:8\ncontent-length:8\nsubscription:sub-0\n\n{\"é\":7}\0");
		for (int i = 0; i < 100; i++) {
			assertThat(taken(0).get(i)).contains("subscription:sub-0\n").endsWith(":" + i + "}\0");
			assertThat(taken(1).get(i)).contains("subscription:x\n").endsWith(":" + i + "}\0");
		}
		assertThat(taken(2)).isEmpty();
		fanout.unsubscribe(ann, "sub-0");
		fanout.leave(bob);
		assertThat(fanout.isHeard(BLOG)).isFalse();
		await().until(() -> !fanout.isBehind(BLOG));
		fanout.destroy();
	}

	@Test
	void whoPublishesIsToldThatOlderMessagesWait() {
		Fanout fanout = new Fanout(new JsonMapper(), List.of());
		CountDownLatch slow = new CountDownLatch(1);
		// One for each thread, so that all of them are held up
		for (int i = 0; i < 200; i++) {
			PageSocket socket = open("ann");
			this.clients.get(i).sending = () -> awaitQuietly(slow);
			fanout.subscribe(BLOG, socket, "sub-0");
		}

		fanout.publish(BLOG, "1", () -> {
		});
		assertThat(fanout.isBehind(BLOG)).as("one message is under way").isFalse();
		fanout.publish(BLOG, "2", () -> {
		});
		assertThat(fanout.isBehind(BLOG)).isTrue();
		assertThat(fanout.isBehind(SHOP)).isFalse();

		slow.countDown();
		await().until(() -> !fanout.isBehind(BLOG));
		fanout.destroy();
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private List<String> taken(int client) {
		return List.copyOf(this.clients.get(client).taken);
	}

}
