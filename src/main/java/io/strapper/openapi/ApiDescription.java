package io.strapper.openapi;

import java.util.List;

import io.strapper.user.CookieNames;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityScheme;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the description says of the API as a whole. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

	@Bean
	OpenAPI openApi(ObjectProvider<BuildProperties> build, CookieNames cookies) {
		BuildProperties built = build.getIfAvailable();
		String version = (built != null && built.getVersion() != null) ? built.getVersion() : "unknown";
		return new OpenAPI()
			.info(new Info().title("Strapper")
				.version(version)
				.description("Lines of a log count from 0, offsets are bytes of the log, times are UTC.")
				.license(new License().name("Apache-2.0").identifier("Apache-2.0")))
			.components(new Components().addSecuritySchemes(Access.TOKEN, token())
				.addSecuritySchemes(Access.SESSION, key(SecurityScheme.In.COOKIE, cookies.of("SESSION")))
				.addSecuritySchemes(Access.CSRF, key(SecurityScheme.In.HEADER, "X-CSRF-TOKEN")))
			.security(List.of());
	}

	private static SecurityScheme token() {
		return new SecurityScheme().type(SecurityScheme.Type.HTTP)
			.scheme("bearer")
			.bearerFormat("strp_")
			.description("An API token. Its scope read allows GET, press everything else.");
	}

	private static SecurityScheme key(SecurityScheme.In in, String name) {
		return new SecurityScheme().type(SecurityScheme.Type.APIKEY).in(in).name(name);
	}

}
