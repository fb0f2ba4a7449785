package io.strapper.openapi;

import io.swagger.v3.oas.models.media.Schema;

/** Makes schemas that can be changed, as the framework expects. */
final class Schemas {

	private Schemas() {
	}

	/** The schema of a type of JSON: {@code string}, say. */
	static Schema<Object> of(String type) {
		Schema<Object> schema = new Schema<>();
		schema.addType(type);
		return schema;
	}

	/** What a schema has that its family does not have: all of it if it has no family. */
	static Schema<?> own(Schema<?> schema) {
		return (schema.getAllOf() != null) ? schema.getAllOf().get(schema.getAllOf().size() - 1) : schema;
	}

}
