package io.strapper.hook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.strapper.app.Action;
import io.strapper.app.AppId;
import io.strapper.audit.Audit;
import io.strapper.node.NoNodeException;
import io.strapper.node.Node;
import io.strapper.process.ActionUnavailableException;
import io.strapper.process.Deployer;
import io.strapper.run.DiskFullException;
import io.strapper.run.Run;
import io.strapper.run.RunFinished;
import io.strapper.run.RunInProgressException;
import io.strapper.watch.WakeableLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Starts waiting deploys when it is their turn. Of several nodes only the one that has
 * claimed a deploy starts it. A deploy is started before it is taken out of the queue: a
 * server that is killed in between starts it twice rather than never.
 */
@Component
class Turn {

	private static final Logger log = LoggerFactory.getLogger(Turn.class);

	/** How long to wait for an app that cannot be deployed just now. */
	private static final Duration RETRY = Duration.ofSeconds(5);

	private final WakeableLoop loop = new WakeableLoop("waiting-runs", this::startAll);

	private final WaitingRuns waiting;

	private final Deliveries deliveries;

	private final Deployer deployer;

	private final Audit audit;

	private final Node node;

	Turn(WaitingRuns waiting, Deliveries deliveries, Deployer deployer, Audit audit, Node node) {
		this.waiting = waiting;
		this.deliveries = deliveries;
		this.deployer = deployer;
		this.audit = audit;
		this.node = node;
	}

	@EventListener(ApplicationReadyEvent.class)
	void begin() {
		if (!this.node.clustered()) {
			this.waiting.releaseAll();
		}
		this.loop.start();
		this.loop.wake();
	}

	@EventListener(ContextClosedEvent.class)
	void end() {
		this.loop.stop();
	}

	@EventListener(RunFinished.class)
	void finished() {
		this.loop.wake();
	}

	/** Looks at once, since a run may have ended before its successor waited. */
	void look() {
		this.loop.wake();
	}

	private Optional<Duration> startAll() {
		List<AppId> apps = this.waiting.apps();
		apps.forEach(
				(app) -> this.waiting.of(app).stream().findFirst().filter(this.waiting::claim).ifPresent(this::start));
		// What another node has queued may be left to this one
		return apps.isEmpty() && !this.node.clustered() ? Optional.empty() : Optional.of(RETRY);
	}

	private void start(WaitingRuns.Waiting next) {
		try {
			Run run = this.deployer.start(next.app(), Action.DEPLOY, next.startedBy(), next.trigger());
			if (this.waiting.remove(next)) {
				this.deliveries.correct(next.delivery(), Outcome.STARTED, null, run.number(), next.trigger());
			}
			this.audit.note(next.startedBy(), Action.DEPLOY.label(), run.app() + " #" + run.number());
		}
		catch (RunInProgressException | DiskFullException | NoNodeException ex) {
			log.debug("{} goes on waiting", next.app(), ex);
		}
		catch (ActionUnavailableException ex) {
			this.waiting.remove(next);
			this.deliveries.correct(next.delivery(), Outcome.FAILED, ex.getMessage(), null, next.trigger());
			log.warn("A waiting deploy of {} was dropped: {}", next.app(), ex.getMessage());
		}
		finally {
			// Nothing is there any more if it was started or dropped
			this.waiting.release(next);
		}
	}

}
