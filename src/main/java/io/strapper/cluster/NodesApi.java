package io.strapper.cluster;

import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The nodes as JSON. */
@RestController
class NodesApi {

	private final NodeDesk desk;

	NodesApi(NodeDesk desk) {
		this.desk = desk;
	}

	/** The nodes, by name; none if this server is alone. For administrators. */
	@Operation(operationId = "nodes")
	@GetMapping("/api/nodes")
	List<NodeView> all() {
		return this.desk.all();
	}

	/**
	 * Drains a node: it gets no new runs, and its pages move to other nodes. Its runs go
	 * on until they end. For administrators.
	 */
	@Operation(operationId = "drainNode")
	@ApiResponse(responseCode = "200")
	@ApiResponse(responseCode = "404")
	@PostMapping("/api/nodes/{node}/drain")
	NodeView drain(@PathVariable String node) {
		return this.desk.drain(node);
	}

	/** Ends the draining of a node: it gets new runs again. For administrators. */
	@Operation(operationId = "undrainNode")
	@ApiResponse(responseCode = "200")
	@ApiResponse(responseCode = "404")
	@DeleteMapping("/api/nodes/{node}/drain")
	NodeView undrain(@PathVariable String node) {
		return this.desk.undrain(node);
	}

}
