package io.strapper.cluster;

import io.strapper.node.Lease;
import io.strapper.node.Node;
import io.strapper.node.Nodes;
import io.strapper.socket.OpenSockets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Moves the pages of this node to other nodes while it drains: the readiness probe fails,
 * so that the load balancer sends nobody here, and the sockets of the pages are closed. A
 * node without a lease is not ready either.
 */
@Component
class Draining {

	private static final Logger log = LoggerFactory.getLogger(Draining.class);

	private final Node node;

	private final Nodes nodes;

	private final Lease lease;

	private final OpenSockets sockets;

	private final ApplicationAvailability availability;

	private final ApplicationEventPublisher events;

	private volatile boolean started;

	private boolean draining;

	Draining(Node node, Nodes nodes, Lease lease, OpenSockets sockets, ApplicationAvailability availability,
			ApplicationEventPublisher events) {
		this.node = node;
		this.nodes = nodes;
		this.lease = lease;
		this.sockets = sockets;
		this.availability = availability;
		this.events = events;
	}

	@EventListener(ApplicationReadyEvent.class)
	void begin() {
		this.started = this.node.clustered();
	}

	@EventListener(ContextClosedEvent.class)
	void end() {
		this.started = false;
	}

	@Scheduled(fixedDelay = 1000)
	void look() {
		if (!this.started) {
			return;
		}
		try {
			this.draining = this.nodes.isDraining();
		}
		catch (DataAccessException ex) {
			log.debug("Whether this node is drained is not known", ex);
		}
		this.sockets.refuse(this.draining);
		tell((this.draining || !this.lease.held()) ? ReadinessState.REFUSING_TRAFFIC
				: ReadinessState.ACCEPTING_TRAFFIC);
	}

	private void tell(ReadinessState state) {
		if (this.started && this.availability.getReadinessState() != state) {
			AvailabilityChangeEvent.publish(this.events, this, state);
		}
	}

}
