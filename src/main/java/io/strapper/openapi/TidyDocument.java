package io.strapper.openapi;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.stereotype.Component;

/**
 * Turns sentences of Javadoc into Markdown, and gives each message all of its properties.
 */
@Component
class TidyDocument implements OpenApiCustomizer {

	@Override
	public void customise(OpenAPI api) {
		api.getPaths().values().stream().flatMap((path) -> path.readOperations().stream()).forEach(TidyDocument::tidy);
		api.getComponents().getSchemas().replaceAll((name, schema) -> whole(schema));
	}

	private static void tidy(Operation operation) {
		operation.setSummary(markdown(operation.getSummary()));
		operation.setDescription(markdown(operation.getDescription()));
		Objects.requireNonNullElse(operation.getParameters(), List.<Parameter>of()).forEach((parameter) -> {
			parameter.setDescription(markdown(parameter.getDescription()));
			if (parameter.getSchema() == null) {
				parameter.setSchema(Schemas.of("string"));
			}
		});
	}

	private static Schema<?> whole(Schema<?> schema) {
		Schema<?> own = Schemas.own(schema);
		own.setDescription(schema.getDescription());
		tidy(own);
		return own;
	}

	private static void tidy(Schema<?> schema) {
		schema.setDescription(markdown(schema.getDescription()));
		Objects.requireNonNullElse(schema.getProperties(), Map.<String, Schema<?>>of())
			.values()
			.forEach((property) -> tidy((Schema<?>) property));
		Objects.requireNonNullElse(schema.getAnyOf(), List.<Schema<?>>of())
			.forEach((choice) -> tidy((Schema<?>) choice));
	}

	private static @Nullable String markdown(@Nullable String javadoc) {
		return (javadoc == null) ? null
				: javadoc.replaceAll("</?code>", "`")
					.replaceAll("\\{@link \\S+ ([^}]*)}", "$1")
					.replaceAll("\\s+", " ")
					.strip();
	}

}
