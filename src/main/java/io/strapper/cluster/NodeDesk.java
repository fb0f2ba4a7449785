package io.strapper.cluster;

import java.util.List;

import io.strapper.audit.Audit;
import io.strapper.language.RefusedRequestException;
import io.strapper.language.Sentence;
import io.strapper.node.Node;
import io.strapper.node.Nodes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * What administrators see and change of the nodes. The page and the API both use it.
 */
@Component
class NodeDesk {

	private static final Logger log = LoggerFactory.getLogger(NodeDesk.class);

	private final Node us;

	private final Nodes nodes;

	private final Audit audit;

	NodeDesk(Node us, Nodes nodes, Audit audit) {
		this.us = us;
		this.nodes = nodes;
		this.audit = audit;
	}

	/** All nodes, by name; none if this server is alone. */
	List<NodeView> all() {
		return this.us.clustered() ? this.nodes.all().stream().map((node) -> NodeView.of(node, this.us.name())).toList()
				: List.of();
	}

	/**
	 * Drains a node: it gets no new runs.
	 * @param name the name of the node
	 * @throws RefusedRequestException if there is no such node
	 */
	NodeView drain(String name) {
		NodeView node = change(name, true);
		this.audit.note("drain node", name);
		log.info("Node {} is drained", name);
		return node;
	}

	/**
	 * Ends the draining of a node: it gets new runs again.
	 * @param name the name of the node
	 * @throws RefusedRequestException if there is no such node
	 */
	NodeView undrain(String name) {
		NodeView node = change(name, false);
		this.audit.note("undrain node", name);
		log.info("Node {} is drained no longer", name);
		return node;
	}

	private NodeView change(String name, boolean draining) {
		if (this.us.clustered()) {
			this.nodes.drain(name, draining);
		}
		return all().stream()
			.filter((node) -> node.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new RefusedRequestException(HttpStatus.NOT_FOUND, Sentence.of("problem.node")));
	}

}
