package io.strapper.openapi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.strapper.app.Action;
import io.strapper.dashboard.AppState;
import io.strapper.run.RunStatus;
import io.strapper.testing.Client;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import io.strapper.testing.TokenClient;
import io.swagger.v3.oas.models.OpenAPI;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springdoc.core.customizers.OpenApiCustomizer;
import tools.jackson.databind.JsonNode;

import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/** What the description of the API says, and to whom. */
class DescriptionTests {

	@RunningServer(parts = DescriptionTests.Makings.class)
	private static Server server;

	private static Client admin;

	private static DescribedApi api;

	@BeforeAll
	static void read() {
		admin = server.admin();
		api = DescribedApi.of(admin);
	}

	@Test
	void hasEachOperationOfTheServerAndNoOther() {
		Set<String> served = server.beans(RequestMappingHandlerMapping.class)
			.flatMap((mapping) -> mapping.getHandlerMethods().keySet().stream())
			.flatMap(DescriptionTests::names)
			.filter((name) -> name.contains(" /api/"))
			.collect(Collectors.toCollection(TreeSet::new));

		assertThat(api.operations()).isEqualTo(served);
	}

	private static Stream<String> names(RequestMappingInfo info) {
		return info.getPatternValues()
			.stream()
			.map((path) -> path.replaceAll(":[^}]*}", "}"))
			.flatMap((path) -> info.getMethodsCondition().getMethods().stream().map((method) -> method + " " + path));
	}

	@Test
	void hasEachOperationOfTheManual() throws IOException {
		String manual = Files.readString(Path.of("src/docs/api.md"));
		Set<String> paths = api.operations()
			.stream()
			.map((operation) -> operation.split(" ")[1])
			.collect(Collectors.toSet());

		List<String> unknown = Pattern.compile("`(?:GET |POST |DELETE )?(/api/[^` ?]*)")
			.matcher(manual)
			.results()
			.map((match) -> match.group(1).replace("{n}", "{number}"))
			.map((path) -> path.replaceAll("/blog", "/{app}").replaceAll("/(deploy|stop)$", "/{action}"))
			.filter((path) -> !path.contains("…") && !paths.contains(path))
			.toList();

		assertThat(unknown).isEmpty();
	}

	@Test
	void saysOfEachOperationWhatItIsFor() {
		for (String operation : api.operations()) {
			JsonNode described = api.operation(operation);
			assertThat(described.path("summary").asString("")).as(operation).endsWith(".");
			assertThat(described.path("security").size()).as(operation).isPositive();
			assertThat(described.get("operationId").asString()).as(operation).doesNotContain("_");
			assertThat(described.get("responses").propertyNames()).as(operation).contains("401", "403", "429", "503");
		}
	}

	@Test
	void listsTheWordsThatTheServerKnows() {
		assertThat(words("RunView", "status")).isEqualTo(labels(RunStatus.values(), RunStatus::label));
		assertThat(words("PastRun", "status")).isEqualTo(labels(RunStatus.values(), RunStatus::label));
		assertThat(words("Deed", "status")).isEqualTo(labels(RunStatus.values(), RunStatus::label));
		assertThat(words("RunView", "action")).isEqualTo(labels(Action.values(), Action::label));
		assertThat(words("PastRun", "action")).isEqualTo(labels(Action.values(), Action::label));
		assertThat(words("AppView", "state")).isEqualTo(labels(AppState.values(), AppState::label));
	}

	@Test
	void saysWhatIsSentToMakeAToken() {
		JsonNode sent = api.operation("POST /api/tokens").get("requestBody").get("content").get("application/json");

		assertThat(sent.get("schema").get("$ref").asString()).endsWith("/TokenRequest");
		assertThat(api.schemas().get("TokenRequest").get("properties").propertyNames())
			.containsExactlyInAnyOrder("name", "kind", "scopes", "apps", "expiresAt");
		assertThat(api.schemas().get("TokenRequest").get("required").valueStream().map(JsonNode::asString))
			.containsExactlyInAnyOrder("name", "scopes");
	}

	@Test
	void isMarkdown() {
		assertThat(api.json().toString()).doesNotContain("{@", "<code>", "\\n");
	}

	private static List<String> words(String schema, String property) {
		return api.schemas()
			.get(schema)
			.get("properties")
			.get(property)
			.get("enum")
			.valueStream()
			.map(JsonNode::asString)
			.toList();
	}

	private static <T> List<String> labels(T[] values, Function<T, String> label) {
		return Arrays.stream(values).map(label).toList();
	}

	@Test
	void givesTheLimitsOfNumbers() {
		JsonNode limit = api.operation("GET /api/apps/{app}/runs")
			.get("parameters")
			.valueStream()
			.filter((parameter) -> parameter.get("name").asString().equals("limit"))
			.findFirst()
			.orElseThrow();

		assertThat(limit.get("schema").get("minimum").asInt()).isZero();
		assertThat(limit.get("schema").get("maximum").asInt()).isEqualTo(1000);
		assertThat(limit.get("schema").get("default").asInt()).isEqualTo(20);
	}

	@Test
	void isForUsersAndTheirTokens() {
		TokenClient token = TokenClient.made(admin, "{\"name\":\"reader\",\"scopes\":[\"read\"],\"apps\":null}");
		Client stranger = server.client();

		assertThat(token.json("/v3/api-docs").get("openapi").asString()).startsWith("3.1");
		assertThat(stranger.get("/v3/api-docs").statusCode()).isEqualTo(401);
		assertThat(stranger.get("/v3/api-docs").headers().firstValue("Content-Type"))
			.contains("application/problem+json");
	}

	@Test
	void isMadeOnceForAllLanguages() {
		String english = admin.get("/v3/api-docs", "Accept-Language", "en").body();

		assertThat(admin.get("/v3/api-docs", "Accept-Language", "de").body()).isEqualTo(english);
		assertThat(admin.get("/v3/api-docs", "Accept-Language", "fr-CH").body()).isEqualTo(english);
		assertThat(Makings.COUNT).hasValue(1);
	}

	/** Counts how often a description is made. */
	static class Makings implements OpenApiCustomizer {

		private static final AtomicInteger COUNT = new AtomicInteger();

		@Override
		public void customise(OpenAPI api) {
			COUNT.incrementAndGet();
		}

	}

}
