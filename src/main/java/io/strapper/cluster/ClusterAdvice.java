package io.strapper.cluster;

import io.strapper.node.Node;

import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Adds {@code clustered} to every page's model: whether there may be other nodes. */
@ControllerAdvice
class ClusterAdvice {

	private final Node node;

	ClusterAdvice(Node node) {
		this.node = node;
	}

	@ModelAttribute("clustered")
	boolean clustered() {
		return this.node.clustered();
	}

}
