package io.strapper.history;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;

/** Describes the fields of a {@link Filter} to those who read the API's description. */
@Parameter(name = "action", in = ParameterIn.QUERY, description = "only this action",
		schema = @Schema(allowableValues = { "deploy", "stop", "destroy" }))
@Parameter(name = "status", in = ParameterIn.QUERY, description = "only this status",
		schema = @Schema(allowableValues = { "running", "succeeded", "failed", "cancelled", "timed-out", "lost" }))
@Parameter(name = "who", in = ParameterIn.QUERY, description = "only runs that this user started")
@Parameter(name = "since", in = ParameterIn.QUERY, description = "a day, and those after it", example = "2026-11-24")
@Parameter(name = "until", in = ParameterIn.QUERY, description = "a day, and those before it", example = "2026-11-30")
@Parameter(name = "zone", in = ParameterIn.QUERY, description = "whose days", example = "Europe/Berlin")
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface HistoryFilter {

}
