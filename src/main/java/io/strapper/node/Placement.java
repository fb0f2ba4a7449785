package io.strapper.node;

import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Chooses the node of a new run: the node where it was pressed, if this one may run it,
 * otherwise the node with the fewest runs.
 */
@Component
public class Placement {

	private final Node us;

	private final Nodes nodes;

	private final Lease lease;

	Placement(Node us, Nodes nodes, Lease lease) {
		this.us = us;
		this.nodes = nodes;
		this.lease = lease;
	}

	/**
	 * The node of a new run.
	 * @param wanted the names of the nodes that may run it, or none: any node may
	 * @return its name, or null if this server is alone: then {@code wanted} does not
	 * count
	 * @throws NoNodeException if none of them takes new runs now, or this node has no
	 * lease
	 */
	public @Nullable String of(List<String> wanted) {
		if (!this.us.clustered()) {
			return null;
		}
		String name = this.nodes.all()
			.stream()
			.filter((node) -> node.takesRuns() && (wanted.isEmpty() || wanted.contains(node.name())))
			.min(Comparator.comparing((KnownNode node) -> !node.name().equals(this.us.name()))
				.thenComparing(KnownNode::runs))
			.map(KnownNode::name)
			.orElseThrow(() -> NoNodeException.of(wanted));
		if (name.equals(this.us.name()) && !this.lease.held()) {
			throw NoNodeException.silent();
		}
		return name;
	}

}
