package io.strapper.live;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.strapper.app.AppId;
import io.strapper.testing.Threads;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RenderingsTests {

	private static final RunKey SLOW = new RunKey(new AppId("slow"), 1);

	private static final RunKey OTHER = new RunKey(new AppId("other"), 1);

	@Test
	void aRunThatIsSlowToRenderLeavesRoomForOthers() {
		Renderings renderings = new Renderings(3, 2, Duration.ofMillis(1));
		renderings.begin(SLOW);
		renderings.begin(SLOW);

		assertThatThrownBy(() -> renderings.begin(SLOW)).isInstanceOfSatisfying(TooBusyException.class,
				(busy) -> assertThat(busy.getHeaders().getFirst("Retry-After")).isEqualTo("2"));
		renderings.begin(OTHER);
		assertThatThrownBy(() -> renderings.begin(OTHER)).isInstanceOf(TooBusyException.class);
	}

	@Test
	void whoWaitsIsNextWhenOneEnds() throws Exception {
		Renderings renderings = new Renderings(1, 1, Duration.ofMinutes(1));
		renderings.begin(SLOW);
		CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> renderings.begin(OTHER), Threads.OWN);
		renderings.end(SLOW);

		waiting.get(30, TimeUnit.SECONDS);
		renderings.end(OTHER);
		renderings.begin(SLOW);
	}

}
