package io.strapper.journey;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.strapper.testing.Client;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every endpoint and every role. The app is one that {@code vera} may see and {@code dan}
 * may press; {@code nick} is named nowhere.
 */
class DoorsTests {

	/**
	 * What each role gets. {@code ok}: in; {@code in}: is to sign in; {@code none}: 404
	 * as for an app that is not there; {@code no}: 403; {@code bad}: in, but what is sent
	 * makes no sense there.
	 */
	private static final String TABLE = """
			                                                      | stranger | nick | vera | dan  | admin
			GET  /                                                | in       | ok   | ok   | ok   | ok
			GET  /apps/{app}                                      | in       | none | ok   | ok   | ok
			GET  /apps/{app}/runs/{number}                        | in       | none | ok   | ok   | ok
			GET  /apps/{app}/runs/{number}/lines/{page}           | in       | none | ok   | ok   | ok
			GET  /api/apps                                        | in       | ok   | ok   | ok   | ok
			GET  /activity                                        | in       | ok   | ok   | ok   | ok
			GET  /api/activity                                    | in       | ok   | ok   | ok   | ok
			GET  /api/dashboard                                   | in       | ok   | ok   | ok   | ok
			GET  /api/apps/{app}                                  | in       | none | ok   | ok   | ok
			GET  /apps/{app}/history                              | in       | none | ok   | ok   | ok
			GET  /api/apps/{app}/history                          | in       | none | ok   | ok   | ok
			GET  /api/apps/{app}/history.csv                      | in       | none | ok   | ok   | ok
			GET  /api/apps/{app}/updates                          | in       | none | ok   | ok   | ok
			GET  /api/socket                                      | in       | ok   | ok   | ok   | ok
			GET  /api/apps/{app}/runs                             | in       | none | ok   | ok   | ok
			GET  /api/apps/{app}/runs/{number}                    | in       | none | ok   | ok   | ok
			GET  /apps/{app}/runs/{number}/compare                | in       | none | ok   | ok   | ok
			GET  /api/apps/{app}/runs/{number}/compare            | in       | none | ok   | ok   | ok
			GET  /api/apps/{app}/runs/{number}/screen             | in       | none | ok   | ok   | ok
			GET  /api/apps/{app}/runs/{number}/lines/{page}       | in       | none | ok   | ok   | ok
			GET  /api/apps/{app}/runs/{number}/times/{page}       | in       | none | ok   | ok   | ok
			GET  /api/apps/{app}/runs/{number}/gaps               | in       | none | ok   | ok   | ok
			GET  /api/apps/{app}/runs/{number}/groups             | in       | none | ok   | ok   | ok
			GET  /api/apps/{app}/runs/{number}/errors             | in       | none | ok   | ok   | ok
			GET  /api/apps/{app}/runs/{number}/log                | in       | none | ok   | ok   | ok
			GET  /api/apps/{app}/runs/{number}/log?follow         | in       | none | ok   | ok   | ok
			GET  /api/apps/{app}/runs/{number}/log?plain          | in       | none | ok   | ok   | ok
			GET  /api/apps/{app}/runs/{number}/search             | in       | none | ok   | ok   | ok
			GET  /api/apps/{app}/runs/{number}/shares             | in       | none | ok   | ok   | ok
			POST /api/apps/{app}/runs/{number}/shares             | in       | none | bad  | bad  | bad
			DELETE /api/shares/{id}                               | in       | none | none | none | none
			GET  /api/shares                                      | in       | ok   | ok   | ok   | ok
			GET  /apps/{app}/badge.svg                            | none     | none | none | none | none
			GET  /apps/{app}/runs.atom                            | in       | in   | in   | in   | in
			GET  /runs.atom                                       | in       | in   | in   | in   | in
			GET  /s/{token}                                       | none     | none | none | none | none
			POST /apps/{app}/{action:deploy|stop|destroy}         | in       | none | no   | ok   | ok
			POST /api/apps/{app}/{action:deploy|stop|destroy}     | in       | none | no   | ok   | ok
			GET  /apps/{app}/notices                              | in       | none | no   | ok   | ok
			GET  /api/apps/{app}/notices                          | in       | none | no   | ok   | ok
			POST /apps/{app}/notices/{channel}/test               | in       | none | no   | no   | ok
			POST /api/apps/{app}/notices/{channel}/test           | in       | none | no   | no   | ok
			GET  /apps/{app}/hook                                 | in       | none | no   | ok   | ok
			POST /apps/{app}/hook/secret                          | in       | none | no   | no   | ok
			POST /apps/{app}/hook/secret/remove                   | in       | none | no   | no   | ok
			POST /api/apps/{app}/hook/secret                      | in       | none | no   | no   | bad
			DELETE /api/apps/{app}/hook/secret                    | in       | none | no   | no   | ok
			POST /apps/{app}/hook/{delivery}/retry                | in       | none | no   | ok   | ok
			POST /apps/{app}/hook/waiting/{id}/cancel             | in       | none | no   | ok   | ok
			POST /hooks/{app}                                     | in       | in   | in   | in   | in
			POST /apps/{app}/runs/{number}/cancel                 | in       | none | no   | ok   | ok
			POST /api/apps/{app}/runs/{number}/cancel             | in       | none | no   | ok   | ok
			POST /apps/{app}/runs/{number}/delete-log             | in       | none | no   | no   | ok
			DELETE /api/apps/{app}/runs/{number}/log              | in       | none | no   | no   | ok
			GET  /login                                           | ok       | ok   | ok   | ok   | ok
			GET  /account                                         | in       | ok   | ok   | ok   | ok
			POST /account/password                                | in       | ok   | ok   | ok   | ok
			POST /account/language                                | in       | ok   | ok   | ok   | ok
			GET  /js/texts/{tag}.js                               | ok       | ok   | ok   | ok   | ok
			POST /account/sessions/end                            | in       | ok   | ok   | ok   | ok
			POST /account/sessions/end-others                     | in       | ok   | ok   | ok   | ok
			GET  /account/tokens                                  | in       | ok   | ok   | ok   | ok
			POST /account/tokens                                  | in       | ok   | ok   | ok   | ok
			POST /account/tokens/{id}/revoke                      | in       | ok   | ok   | ok   | ok
			GET  /account/shares                                  | in       | ok   | ok   | ok   | ok
			POST /account/shares/{id}/revoke                      | in       | ok   | ok   | ok   | ok
			GET  /api/tokens                                      | in       | ok   | ok   | ok   | ok
			POST /api/tokens                                      | in       | bad  | bad  | bad  | bad
			DELETE /api/tokens/{id}                               | in       | none | none | none | none
			GET  /v3/api-docs                                     | in       | ok   | ok   | ok   | ok
			GET  /v3/api-docs.yaml                                | in       | ok   | ok   | ok   | ok
			GET  /about                                           | in       | no   | no   | no   | ok
			GET  /api/about                                       | in       | no   | no   | no   | ok
			GET  /users                                           | in       | no   | no   | no   | ok
			POST /users                                           | in       | no   | no   | no   | ok
			POST /users/{name}/enable                             | in       | no   | no   | no   | ok
			POST /users/{name}/disable                            | in       | no   | no   | no   | ok
			POST /users/{name}/remove                             | in       | no   | no   | no   | ok
			POST /users/{name}/role                               | in       | no   | no   | no   | ok
			POST /users/{name}/groups                             | in       | no   | no   | no   | ok
			POST /users/{name}/password                           | in       | no   | no   | no   | ok
			GET  /audit                                           | in       | no   | no   | no   | ok
			GET  /api/audit                                       | in       | no   | no   | no   | ok
			GET  /api/audit.csv                                   | in       | no   | no   | no   | ok
			GET  /notices                                         | in       | no   | no   | no   | ok
			GET  /api/notices                                     | in       | no   | no   | no   | ok
			POST /notices/{channel}/test                          | in       | no   | no   | no   | ok
			POST /api/notices/{channel}/test                      | in       | no   | no   | no   | ok
			GET  /nodes                                           | in       | no   | no   | no   | ok
			POST /nodes/{node}/drain                              | in       | no   | no   | no   | none
			POST /nodes/{node}/undrain                            | in       | no   | no   | no   | none
			GET  /api/nodes                                       | in       | no   | no   | no   | ok
			POST /api/nodes/{node}/drain                          | in       | no   | no   | no   | none
			DELETE /api/nodes/{node}/drain                        | in       | no   | no   | no   | none
			GET  /actuator                                        | in       | no   | no   | no   | ok
			GET  /actuator/health                                 | ok       | ok   | ok   | ok   | ok
			GET  /actuator/health/**                              | ok       | ok   | ok   | ok   | ok
			""";

	/** What comes of itself by no mapping of ours, and is asked for elsewhere. */
	private static final Set<String> FRAMEWORK = Set.of("ANY /error");

	@RunningServer({ "--strapper.notify.channels.mail.type=email",
			"--strapper.notify.channels.mail.to=ops@example.org" })
	private static Server server;

	private static Map<String, Client> clients;

	@BeforeAll
	static void start() {
		server.file("team", "app.yml",
				"viewers: [vera]\ndeployers: [dan]\nnotify: {mail: {type: email, to: [dan@example.org]}}\n");
		server.script("team", "deploy", "echo hello");
		server.script("other", "deploy", "echo hello");
		clients = Map.of("stranger", server.client(), "admin", server.admin(), "nick", server.viewer("nick"), "vera",
				server.viewer("vera"), "dan", server.viewer("dan"));
		clients.get("admin").app("team").deployed();
	}

	@Test
	void everyEndpointIsInTheTable() {
		Set<String> endpoints = server.beans(RequestMappingInfoHandlerMapping.class)
			.flatMap((mapping) -> mapping.getHandlerMethods().keySet().stream())
			.flatMap(DoorsTests::names)
			.filter((name) -> !FRAMEWORK.contains(name))
			.collect(Collectors.toCollection(TreeSet::new));

		assertThat(endpoints).as("a new endpoint needs a line here, for each role")
			.isEqualTo(rows().map((row) -> row[0]).collect(Collectors.toCollection(TreeSet::new)));
	}

	private static Stream<String> names(RequestMappingInfo info) {
		Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
		Set<String> names = methods.isEmpty() ? Set.of("ANY")
				: methods.stream().map(RequestMethod::name).collect(Collectors.toSet());
		String query = info.getParamsCondition()
			.getExpressions()
			.stream()
			.filter((parameter) -> !parameter.isNegated())
			.map((parameter) -> "?" + parameter.getName())
			.collect(Collectors.joining());
		return info.getPatternValues()
			.stream()
			.flatMap((path) -> names.stream().map((name) -> name + " " + path + query));
	}

	private static Stream<String[]> rows() {
		return TABLE.lines().skip(1).map((line) -> {
			String[] row = line.strip().split("\\s*\\|\\s*(?![a-z|]*})");
			row[0] = row[0].replaceAll(" +", " ");
			return row;
		});
	}

	static Stream<String[]> doors() {
		String[] roles = TABLE.lines().findFirst().orElseThrow().strip().split("[\\s|]+");
		return rows().flatMap((row) -> Stream.iterate(1, (i) -> i < row.length, (i) -> i + 1)
			.map((i) -> new String[] { row[0], roles[roles.length - row.length + i], row[i] }));
	}

	@ParameterizedTest(name = "{0} by {1}: {2}")
	@MethodSource("doors")
	void everyRoleGetsWhatTheTableSays(String endpoint, String role, String expected) {
		Client client = clients.get(role);
		HttpResponse<String> answer = ask(client, endpoint, "team");

		assertThat(judged(answer, endpoint)).isEqualTo(expected);
		if (expected.equals("none")) {
			HttpResponse<String> missing = ask(client, endpoint, "gone");
			assertThat(missing.statusCode()).isEqualTo(answer.statusCode());
			assertThat(unmasked(missing)).isEqualTo(unmasked(answer).replace("team", "gone"));
		}
	}

	/** A page without its CSRF token, which is another each time. */
	private static String unmasked(HttpResponse<String> page) {
		return page.body().replaceAll("(content|value)=\"[\\w-]{40,}\"", "");
	}

	private static HttpResponse<String> ask(Client client, String endpoint, String app) {
		String[] parted = endpoint.split(" ");
		String path = parted[1].replace("{app}", app)
			.replace("{number}", "1")
			.replace("{page}", "0")
			.replace("{name}", "nobody")
			.replace("{id}", "0")
			.replace("{tag}", "de")
			.replace("{delivery}", "0")
			.replace("{channel}", "mail")
			.replace("{node}", "gone")
			.replace("{token}", "x")
			.replaceAll("\\{action:.*}", "deploy")
			.replace("**", "liveness")
			.replace("/search", "/search?q=hello")
			.replace("/compare", "/compare?with=1")
			.replace("/socket", "/socket?origin=http://other.example");
		if (parted[0].equals("GET")) {
			return client.get(path);
		}
		if (parted[0].equals("DELETE")) {
			return client.delete(path);
		}
		Map<String, String> form = Map.of("username", "nobody", "password", "short", "role", "VIEWER", "current", "x",
				"repeat", "short", "groups", "ops", "key", "none");
		return client.post(path, form);
	}

	private static String judged(HttpResponse<String> answer, String endpoint) {
		boolean away = answer.statusCode() == 302 && Client.location(answer).startsWith("/login");
		return switch (answer.statusCode()) {
			case 200, 202, 204, 303, 409 -> "ok";
			case 302 -> away ? "in" : "ok";
			case 400 -> "bad";
			case 401 -> "in";
			// Forms are no deliveries
			case 415 -> "in";
			case 403 -> "no";
			case 404 -> endpoint.endsWith("/**") ? "ok" : "none";
			default -> String.valueOf(answer.statusCode());
		};
	}

	@Test
	void theDashboardShowsWhatOneMaySee() {
		assertThat(clients.get("nick").json("/api/apps").toString()).contains("\"other\"").doesNotContain("team");
		assertThat(clients.get("nick").get("/").body()).contains("/apps/other").doesNotContain("team");
		assertThat(clients.get("vera").json("/api/apps").toString()).contains("\"team\"");
	}

}
