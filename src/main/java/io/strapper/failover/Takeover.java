package io.strapper.failover;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import io.strapper.node.Nodes;
import io.strapper.process.TakenRuns;
import io.strapper.run.ActiveRow;
import io.strapper.run.Limits;
import io.strapper.run.Outcome;
import io.strapper.run.Run;
import io.strapper.run.RunFinished;
import io.strapper.run.RunLedger;
import io.strapper.run.RunLogs;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes over the runs of nodes that sent no heartbeat for a lease, so that their apps are
 * free again. It signals no process, since the processes are on another machine. A run
 * whose exit code is in the shared home gets its real status; the others become lost.
 */
@Component
class Takeover {

	private static final Logger log = LoggerFactory.getLogger(Takeover.class);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private final Nodes nodes;

	private final TakenRuns taken;

	private final RunLedger ledger;

	private final RunLogs logs;

	private final LeftBehind left;

	private final TransactionTemplate transaction;

	private final ApplicationEventPublisher events;

	Takeover(Nodes nodes, TakenRuns taken, RunLedger ledger, RunLogs logs, LeftBehind left,
			TransactionTemplate transaction, ApplicationEventPublisher events) {
		this.nodes = nodes;
		this.taken = taken;
		this.ledger = ledger;
		this.logs = logs;
		this.left = left;
		this.transaction = transaction;
		this.events = events;
	}

	/** Takes over the runs of all nodes that are gone, in one transaction per node. */
	void takeAll() {
		for (String node : this.nodes.gone()) {
			List<Run> taken = Objects.requireNonNull(this.transaction.execute((status) -> take(node)));
			for (Run run : taken) {
				log.warn("{} #{} of {} was taken from {} and is {}: {}", run.action().label(), run.number(), run.app(),
						node.isEmpty() ? "no node" : node, run.status().label(), run.reason());
				this.events.publishEvent(new RunFinished(run));
			}
		}
	}

	private List<Run> take(String node) {
		Nodes.Gone gone = this.nodes.lockGone(node).orElse(null);
		List<Run> taken = new ArrayList<>();
		for (ActiveRow row : this.ledger.activeRows(null)) {
			Run run = row.run();
			if (Objects.requireNonNullElse(run.node(), "").equals(node) && (node.isEmpty() || gone != null)) {
				taken.addAll(take(row, gone));
			}
		}
		return taken;
	}

	private List<Run> take(ActiveRow row, Nodes.@Nullable Gone gone) {
		Run run = row.run();
		Outcome outcome = this.taken.exited(row).orElse(null);
		if (outcome != null) {
			return this.ledger.finish(run, outcome, this.logs.size(run), Limits.NONE, run.node())
				.stream()
				.map(RunLedger.Finished::run)
				.toList();
		}
		List<Run> lost = this.ledger.lose(run, why(run, gone), this.logs.size(run)).stream().toList();
		if (run.node() != null) {
			lost.forEach((it) -> this.left.add(it, run.node(), (gone != null) ? gone.machine() : null));
		}
		return lost;
	}

	private String why(Run run, Nodes.@Nullable Gone gone) {
		if (gone == null) {
			return "No node has taken the run up, so how far it got is unknown.";
		}
		String sentence = this.ledger.hasSuccessor(run)
				? "Node %s was last heard at %s, so how far the run got is unknown. "
						+ "The stop that was to follow was not started."
				: "Node %s was last heard at %s, so how far the run got is unknown.";
		return sentence.formatted(run.node(), TIME.format(gone.heardAt()));
	}

}
