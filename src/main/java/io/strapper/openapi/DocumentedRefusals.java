package io.strapper.openapi;

import java.util.LinkedHashMap;
import java.util.Map;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Adds to each operation how it may be refused, and what a request has to come with. A
 * refusal is a problem detail (RFC 9457).
 */
@Component
class DocumentedRefusals implements OpenApiCustomizer {

	private static final String PROBLEM = "Problem";

	@Override
	public void customise(OpenAPI api) {
		Components components = api.getComponents();
		components.addSchemas(PROBLEM, problem());
		api.getPaths()
			.forEach((path, item) -> item.readOperationsMap()
				.forEach((method, operation) -> complete(path, method, operation)));
	}

	private static Schema<?> problem() {
		Map<String, Schema<?>> properties = new LinkedHashMap<>();
		properties.put("type", Schemas.of("string").format("uri-reference"));
		properties.put("title", Schemas.of("string"));
		properties.put("status", Schemas.of("integer"));
		properties.put("detail", Schemas.of("string").description("one sentence that says what to do"));
		properties.put("instance", Schemas.of("string").format("uri-reference"));
		properties.put("run",
				Schemas.of("integer").format("int64").description("the run that is in progress, of a 409"));
		properties.put("link", Schemas.of("string").description("the page of that run"));
		properties.put("linkText", Schemas.of("string"));
		Schema<?> problem = Schemas.of("object");
		properties.forEach(problem::addProperty);
		problem.addRequiredItem("status");
		problem.addRequiredItem("detail");
		return problem;
	}

	private static void complete(String path, PathItem.HttpMethod method, Operation operation) {
		operation.security(Access.of(path, method));
		ApiResponses responses = operation.getResponses();
		if (operation.getParameters() != null) {
			responses.putIfAbsent("400", new ApiResponse());
		}
		if (path.contains("{")) {
			responses.putIfAbsent("404", new ApiResponse());
		}
		if (path.contains("/runs/{number}/") && method == PathItem.HttpMethod.GET) {
			responses.putIfAbsent("410", new ApiResponse());
		}
		if (isConditional(operation)) {
			responses.putIfAbsent("304", new ApiResponse());
		}
		for (String status : new String[] { "401", "403", "429", "503" }) {
			responses.putIfAbsent(status, new ApiResponse());
		}
		responses.forEach((status, response) -> describe(HttpStatus.valueOf(Integer.parseInt(status)), response));
	}

	private static boolean isConditional(Operation operation) {
		return operation.getParameters() != null && operation.getParameters()
			.stream()
			.anyMatch((parameter) -> parameter.getName().equals(HttpHeaders.IF_NONE_MATCH));
	}

	private static void describe(HttpStatus status, ApiResponse response) {
		response.setDescription(status.getReasonPhrase());
		if (status.isError()) {
			response.setContent(new Content().addMediaType("application/problem+json",
					new MediaType().schema(new Schema<>().$ref(PROBLEM))));
		}
		else if (status == HttpStatus.NOT_MODIFIED || status == HttpStatus.NO_CONTENT) {
			response.setContent(null);
		}
	}

}
