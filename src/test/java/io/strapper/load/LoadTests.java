package io.strapper.load;

import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The programs that are measured show each line to each viewer. */
class LoadTests {

	private static final Work WORK = new Work(3, 20, 1);

	@TempDir
	private Path folder;

	static Stream<Peer> peers() {
		return Stream.of(new StrapperPeer(), new SocketPeer());
	}

	@ParameterizedTest
	@MethodSource("peers")
	void everyLineReachesEveryViewer(Peer peer) throws Exception {
		Result result = peer.measure(WORK, this.folder);

		assertThat(result.tally().lines()).isEqualTo(WORK.viewers() * WORK.lines());
		assertThat(result.tally().missed()).isZero();
		assertThat(result.lost()).isZero();
		assertThat(result.tally().millis(0)).isPositive();
	}

}
