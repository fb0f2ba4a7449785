package io.strapper.openapi;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.strapper.testing.Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The description of the API, as a client's generator reads it.
 *
 * @param json an OpenAPI document
 */
record DescribedApi(JsonNode json) {

	private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

	/** The description that a server gives of itself. */
	static DescribedApi of(Client client) {
		return new DescribedApi(client.json("/v3/api-docs"));
	}

	/** All operations: {@code GET /api/apps/{app}}. */
	Set<String> operations() {
		return this.json.get("paths")
			.propertyStream()
			.flatMap((path) -> path.getValue()
				.propertyStream()
				.map(Map.Entry::getKey)
				.filter(METHODS::contains)
				.map((method) -> method.toUpperCase() + " " + path.getKey()))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/** What it says of an operation. */
	JsonNode operation(String operation) {
		String[] parted = operation.split(" ");
		return this.json.get("paths").get(parted[1]).get(parted[0].toLowerCase());
	}

	/** All schemas. */
	JsonNode schemas() {
		return this.json.get("components").get("schemas");
	}

	/** Fails unless it has promised an answer of this status, this type and this body. */
	void requirePromised(String operation, HttpResponse<String> answer) {
		JsonNode promised = operation(operation).get("responses").get(String.valueOf(answer.statusCode()));
		assertThat(promised).as("%s gives %d %s", operation, answer.statusCode(), answer.body()).isNotNull();
		if (promised.get("content") == null) {
			assertThat(answer.body()).as(operation).isEmpty();
			return;
		}
		String type = answer.headers().firstValue("Content-Type").orElse("none").split(";")[0];
		JsonNode content = promised.get("content").get(type);
		assertThat(content).as("%s gives %d %s, and %s was promised", operation, answer.statusCode(), type, promised)
			.isNotNull();
		if (type.endsWith("json")) {
			assertThat(faults(content.get("schema"), new JsonMapper().readTree(answer.body()))).as(operation).isEmpty();
		}
	}

	private Stream<String> faults(JsonNode schema, JsonNode body) {
		ObjectNode whole = (ObjectNode) closed(schema.deepCopy());
		// References are to names in this place
		whole.set("components", closed(this.json.get("components").deepCopy()));
		return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
			.getSchema(whole)
			.validate(body, (context) -> context.executionConfig((config) -> config.formatAssertionsEnabled(true)))
			.stream()
			.map(Error::toString);
	}

	/** Clients accept what they do not know; here it is a fault. */
	private static JsonNode closed(JsonNode schema) {
		if (schema instanceof ObjectNode object && object.path("properties").isObject()) {
			object.put("additionalProperties", false);
		}
		schema.forEach(DescribedApi::closed);
		return schema;
	}

}
