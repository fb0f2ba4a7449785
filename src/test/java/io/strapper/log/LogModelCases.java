package io.strapper.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Deliveries of deltas as a network may make them: lost, repeated, overlapping,
 * re-ordered.
 */
public final class LogModelCases {

	/** The number of the run that the messages speak of. */
	public static final long RUN = 7;

	private static final int SNAPSHOT_LINES = 150;

	private LogModelCases() {
	}

	/** The delivery that a seed decides. */
	public static Replay of(long seed) {
		byte[] log = RandomLog.of(seed, 1500);
		Random random = new Random(seed);
		List<Sent> sent = new ArrayList<>();
		sent.addAll(polled(log, random, 200));
		// Another poller, say after a restart, cuts the same log at other offsets
		sent.addAll(polled(log, random, 900));
		sent.sort((a, b) -> Long.compare(a.delta().to(), b.delta().to()));

		List<Object> heard = new ArrayList<>();
		List<Delta> snapshots = new ArrayList<>();
		for (int i = 0; i < sent.size(); i++) {
			int from = Math.max(0, i - random.nextInt(4));
			if (random.nextInt(8) == 0) {
				continue;
			}
			heard.add(message(sent.get((random.nextInt(3) == 0) ? from : i), random));
			snapshots.add(sent.get(i).snapshot());
		}
		Transcript whole = new Transcript();
		whole.append(log, log.length);
		snapshots.add(whole.snapshot(SNAPSHOT_LINES).orElseThrow());
		return new Replay(heard, snapshots, whole.snapshot(Integer.MAX_VALUE).orElseThrow());
	}

	private static List<Sent> polled(byte[] log, Random random, int most) {
		Transcript transcript = new Transcript();
		List<Sent> sent = new ArrayList<>();
		for (int offset = 0; offset < log.length;) {
			int length = Math.min(1 + random.nextInt(most), log.length - offset);
			transcript.append(Arrays.copyOfRange(log, offset, offset + length), length);
			Delta delta = transcript.takeDelta();
			sent.add(new Sent(delta, transcript.snapshot(SNAPSHOT_LINES).orElseThrow()));
			offset += length;
		}
		return sent;
	}

	private static Map<String, Object> message(Sent sent, Random random) {
		Delta delta = sent.delta();
		if (random.nextInt(10) == 0) {
			return Map.of("type", "position", "run", RUN, "to", delta.to());
		}
		if (random.nextInt(20) == 0) {
			// An older run has still something to say
			return Map.of("type", "delta", "run", RUN - 1, "from", 0, "to", 1, "touched", 0, "firstLine", 0, "lines",
					List.of("old"), "frozen", 0, "lineCount", 1);
		}
		return Map.of("type", "delta", "run", RUN, "from", delta.from(), "to", delta.to(), "touched", delta.touched(),
				"firstLine", delta.firstLine(), "lines", delta.lines(), "frozen", delta.frozen(), "lineCount",
				delta.lineCount());
	}

	/**
	 * A delta and the newest view when it was sent.
	 */
	private record Sent(Delta delta, Delta snapshot) {
	}

	/**
	 * One delivery.
	 *
	 * @param heard the messages in the order in which they come
	 * @param snapshots what the server would answer after each message, and in the end
	 * @param whole every line in the end
	 */
	public record Replay(List<Object> heard, List<Delta> snapshots, Delta whole) {
	}

}
