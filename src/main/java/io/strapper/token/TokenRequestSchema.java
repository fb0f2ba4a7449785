package io.strapper.token;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Describes what is sent to make a token: its size is limited while it is read, so it is
 * no parameter of a method, which would describe it.
 */
@Component
@Order(0)
class TokenRequestSchema implements OpenApiCustomizer {

	@Override
	public void customise(OpenAPI api) {
		ModelConverters.getInstance(true).readAll(TokenRequest.class).forEach(api.getComponents()::addSchemas);
		Schema<?> reference = new Schema<>().$ref(TokenRequest.class.getSimpleName());
		Content json = new Content().addMediaType("application/json", new MediaType().schema(reference));
		api.getPaths()
			.values()
			.stream()
			.flatMap((path) -> path.readOperations().stream())
			.filter((operation) -> operation.getOperationId().equals(TokenApi.MAKE))
			.forEach((operation) -> operation.setRequestBody(new RequestBody().required(true).content(json)));
	}

}
