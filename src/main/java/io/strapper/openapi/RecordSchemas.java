package io.strapper.openapi;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import io.strapper.app.AppId;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Describes records as they are written: each component is always there, and is null only
 * where it is {@link Nullable}.
 */
@Component
class RecordSchemas implements ModelConverter {

	@Override
	public @Nullable Schema<?> resolve(io.swagger.v3.core.converter.AnnotatedType type, ModelConverterContext context,
			Iterator<ModelConverter> chain) {
		Class<?> raw = Json31.mapper().constructType(type.getType()).getRawClass();
		if (raw == AppId.class) {
			return Schemas.of("string").pattern("^" + AppId.SYNTAX + "$");
		}
		if (raw == Iterable.class) {
			return Schemas.of("array").items(Schemas.of("string"));
		}
		if (!chain.hasNext()) {
			return null;
		}
		Schema<?> schema = chain.next().resolve(type, context, chain);
		if (raw.isRecord() && schema != null) {
			String name = (schema.get$ref() != null) ? schema.get$ref().substring(schema.get$ref().lastIndexOf('/') + 1)
					: null;
			complete(raw, (name != null) ? context.getDefinedModels().get(name) : schema);
		}
		return schema;
	}

	private static void complete(Class<?> type, @Nullable Schema<?> model) {
		if (model == null) {
			return;
		}
		Schema<?> own = Schemas.own(model);
		Arrays.stream(type.getRecordComponents())
			.filter((component) -> !component.getAccessor().isAnnotationPresent(JsonIgnore.class))
			.forEach((component) -> complete(own, component));
		tag(type, own);
	}

	/** The word by which a message is told from the others. */
	private static void tag(Class<?> type, Schema<?> model) {
		Arrays.stream(type.getInterfaces())
			.flatMap((family) -> Arrays.stream(family.getAnnotationsByType(JsonSubTypes.class)))
			.flatMap((family) -> Arrays.stream(family.value()))
			.filter((member) -> member.value() == type)
			.forEach((member) -> {
				Schema<Object> tag = Schemas.of("string");
				tag.setEnum(List.of(member.name()));
				model.addProperty("type", tag);
				require(model, "type");
			});
	}

	private static void complete(Schema<?> model, RecordComponent component) {
		JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
		String name = (renamed != null) ? renamed.value() : component.getName();
		Schema<?> property = (model.getProperties() != null) ? model.getProperties().get(name) : null;
		if (property == null) {
			return;
		}
		if (!isOptional(component)) {
			require(model, name);
		}
		if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
			model.addProperty(name, nullable(property));
		}
		if (property.getItems() != null && hasNullElements(component.getAnnotatedType())) {
			property.setItems(nullable(property.getItems()));
		}
	}

	/** What a client may leave out when it sends such a record. */
	private static boolean isOptional(RecordComponent component) {
		io.swagger.v3.oas.annotations.media.Schema said = component.getAccessor()
			.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
		return said != null && said.requiredMode() == RequiredMode.NOT_REQUIRED;
	}

	private static boolean hasNullElements(AnnotatedType type) {
		return type instanceof AnnotatedParameterizedType list
				&& list.getAnnotatedActualTypeArguments()[0].isAnnotationPresent(Nullable.class);
	}

	private static void require(Schema<?> model, String name) {
		if (model.getRequired() == null || !model.getRequired().contains(name)) {
			model.addRequiredItem(name);
		}
	}

	private static Schema<?> nullable(Schema<?> schema) {
		if (schema.getAnyOf() != null || schema.getTypes() != null && schema.getTypes().contains("null")) {
			return schema;
		}
		if (schema.get$ref() != null) {
			return new Schema<>().anyOf(List.of(schema, Schemas.of("null")));
		}
		schema.addType("null");
		return withNull(schema);
	}

	/** An enumeration of words lists null like one of them. */
	private static <T> Schema<T> withNull(Schema<T> schema) {
		if (schema.getEnum() != null) {
			List<@Nullable T> words = new ArrayList<>(schema.getEnum());
			words.add(null);
			schema.setEnum(words);
		}
		return schema;
	}

}
