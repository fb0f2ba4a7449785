package io.strapper.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.Nullable;

/**
 * Deliveries of messages of three runs, one after the other, as a network may make them:
 * lost, repeated, overlapping, re-ordered.
 */
public final class LogModelCases {

	/** The number of the run that the page shows at first. */
	public static final long FIRST_RUN = 7;

	private static final int RUNS = 3;

	private static final int SNAPSHOT_LINES = 150;

	private LogModelCases() {
	}

	/** The delivery that a seed decides. */
	public static Replay of(long seed) {
		Random random = new Random(seed);
		boolean pinned = random.nextInt(3) == 0;
		List<Heard> heard = new ArrayList<>();
		List<Delta> wholes = new ArrayList<>();
		for (int i = 0; i < RUNS; i++) {
			byte[] log = RandomLog.of(random.nextLong(), 600);
			wholes.add(hear(FIRST_RUN + i, log, random, heard));
		}
		int shown = pinned ? 0 : RUNS - 1;
		return new Replay(pinned, random.nextBoolean(), heard, FIRST_RUN + shown, wholes.get(shown));
	}

	/** Adds what is heard of a run, and returns all of its lines. */
	private static Delta hear(long run, byte[] log, Random random, List<Heard> heard) {
		List<Sent> sent = new ArrayList<>();
		sent.addAll(polled(log, random, 200));
		// Another poller, say after a restart, cuts the same log at other offsets
		sent.addAll(polled(log, random, 900));
		sent.sort((a, b) -> Long.compare(a.delta().to(), b.delta().to()));
		for (int i = 0; i < sent.size(); i++) {
			int late = Math.max(0, i - random.nextInt(4));
			Sent told = sent.get((random.nextInt(3) == 0) ? late : i);
			boolean lost = random.nextInt(8) == 0;
			heard.add(new Heard(lost ? null : message(run, told, random), run, sent.get(i).snapshot()));
		}
		Transcript whole = new Transcript();
		whole.append(log, log.length);
		Delta newest = whole.snapshot(SNAPSHOT_LINES).orElseThrow();
		heard.add(new Heard(ofRun(run, "succeeded", log.length), run, newest));
		// An older state of the run comes late
		heard.add(new Heard(ofRun(run, "running", null), run, newest));
		return whole.snapshot(Integer.MAX_VALUE).orElseThrow();
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

	private static Object message(long run, Sent sent, Random random) {
		Delta delta = sent.delta();
		return switch (random.nextInt(12)) {
			case 0 -> Map.of("type", "position", "run", run, "to", delta.to());
			case 1 -> ofRun(run, "running", null);
			// An older run has still something to say
			case 2 -> ofDelta(run - 1, new Delta(0, 1, 0, 0, List.of("old"), 0, 1));
			default -> ofDelta(run, delta);
		};
	}

	private static Object ofRun(long run, String status, @Nullable Integer size) {
		Map<String, Object> state = new LinkedHashMap<>(Map.of("number", run, "status", status));
		state.put("size", size);
		return Map.of("type", "run", "run", state);
	}

	private static Object ofDelta(long run, Delta delta) {
		return Map.of("type", "delta", "run", run, "from", delta.from(), "to", delta.to(), "touched", delta.touched(),
				"firstLine", delta.firstLine(), "lines", delta.lines(), "frozen", delta.frozen(), "lineCount",
				delta.lineCount());
	}

	/** A delta and the newest view when it was sent. */
	private record Sent(Delta delta, Delta snapshot) {
	}

	/**
	 * What happens at one time.
	 *
	 * @param message what the page hears, or null if it was lost
	 * @param run the run that goes on
	 * @param snapshot what the server would answer from now on if it was asked for that
	 * run
	 */
	public record Heard(@Nullable Object message, long run, Delta snapshot) {
	}

	/**
	 * One delivery.
	 *
	 * @param pinned whether the page stays with its run
	 * @param reconnects whether the page subscribes again in the end
	 * @param heard what happens, in this order
	 * @param shown the run that the page shows in the end
	 * @param whole every line of it
	 */
	public record Replay(boolean pinned, boolean reconnects, List<Heard> heard, long shown, Delta whole) {

	}

}
