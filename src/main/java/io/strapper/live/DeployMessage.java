package io.strapper.live;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.strapper.log.Delta;

/** A message on an app's topic. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({ @JsonSubTypes.Type(value = DeployMessage.OfRun.class, name = "run"),
		@JsonSubTypes.Type(value = DeployMessage.OfDelta.class, name = "delta"),
		@JsonSubTypes.Type(value = DeployMessage.OfPosition.class, name = "position") })
public sealed interface DeployMessage {

	/**
	 * A run started, ended or changed otherwise.
	 *
	 * @param run as it is now
	 */
	record OfRun(RunView run) implements DeployMessage {
	}

	/**
	 * The difference between two views of a log: see {@link Delta}.
	 *
	 * @param run number of the run
	 * @param at when the bytes were read, milliseconds since the epoch
	 */
	record OfDelta(long run, long from, long to, long touched, long firstLine, List<String> lines, long frozen,
			long lineCount, long at) implements DeployMessage {

		public static OfDelta of(long run, Delta delta, long at) {
			return new OfDelta(run, delta.from(), delta.to(), delta.touched(), delta.firstLine(), delta.lines(),
					delta.frozen(), delta.lineCount(), at);
		}

	}

	/**
	 * The current offset of the log: a page that missed the last delta notices it.
	 *
	 * @param run number of the run
	 * @param to how many bytes of the log the deltas so far have shown
	 */
	record OfPosition(long run, long to) implements DeployMessage {
	}

}
