package io.strapper.openapi;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.strapper.testing.Client;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds the answers of a running server to what the description of its API promises. */
class AnswersTests {

	/**
	 * A line for each answer: the operation, the status, and the address.
	 */
	private static final String TABLE = """
			GET    200 /api/apps                                  | /api/apps
			GET    200 /api/dashboard                             | /api/dashboard
			GET    200 /api/activity                              | /api/activity
			GET    400 /api/activity                              | /api/activity?limit=x
			GET    200 /api/apps/{app}                            | /api/apps/team
			GET    200 /api/apps/{app}                            | /api/apps/never
			GET    404 /api/apps/{app}                            | /api/apps/gone
			GET    400 /api/apps/{app}                            | /api/apps/Team
			GET    200 /api/apps/{app}/runs                       | /api/apps/team/runs
			GET    200 /api/apps/{app}/runs/{number}              | /api/apps/team/runs/1
			GET    200 /api/apps/{app}/runs/{number}              | /api/apps/team/runs/3
			GET    200 /api/apps/{app}/runs/{number}              | /api/apps/team/runs/5
			GET    404 /api/apps/{app}/runs/{number}              | /api/apps/team/runs/99
			GET    200 /api/apps/{app}/history                    | /api/apps/team/history?status=failed&limit=1
			GET    400 /api/apps/{app}/history                    | /api/apps/team/history?status=bad
			GET    200 /api/apps/{app}/history.csv                | /api/apps/team/history.csv
			GET    200 /api/apps/{app}/updates                    | /api/apps/team/updates?run=1
			GET    200 /api/socket                                | /api/socket?origin=http://other.example
			GET    400 /api/socket                                | /api/socket
			GET    200 /api/apps/{app}/runs/{number}/compare      | /api/apps/team/runs/2/compare?with=1
			GET    404 /api/apps/{app}/runs/{number}/compare      | /api/apps/team/runs/1/compare
			GET    409 /api/apps/{app}/runs/{number}/compare      | /api/apps/team/runs/5/compare
			GET    200 /api/apps/{app}/runs/{number}/screen       | /api/apps/team/runs/1/screen
			GET    200 /api/apps/{app}/runs/{number}/lines/{page} | /api/apps/team/runs/1/lines/0
			GET    200 /api/apps/{app}/runs/{number}/times/{page} | /api/apps/team/runs/1/times/0
			GET    200 /api/apps/{app}/runs/{number}/gaps         | /api/apps/team/runs/1/gaps
			GET    200 /api/apps/{app}/runs/{number}/groups       | /api/apps/team/runs/1/groups
			GET    200 /api/apps/{app}/runs/{number}/errors       | /api/apps/team/runs/1/errors
			GET    200 /api/apps/{app}/runs/{number}/search       | /api/apps/team/runs/1/search?q=hello
			GET    400 /api/apps/{app}/runs/{number}/search       | /api/apps/team/runs/1/search?q=(&regex=true
			GET    200 /api/apps/{app}/runs/{number}/log          | /api/apps/team/runs/1/log
			GET    200 /api/apps/{app}/runs/{number}/log          | /api/apps/team/runs/1/log?follow
			GET    200 /api/apps/{app}/runs/{number}/log          | /api/apps/team/runs/1/log?plain
			GET    200 /api/audit                                 | /api/audit
			GET    200 /api/audit.csv                             | /api/audit.csv
			GET    200 /api/about                                 | /api/about
			POST   202 /api/apps/{app}/notices/{channel}/test     | /api/apps/team/notices/mail/test
			POST   404 /api/apps/{app}/notices/{channel}/test     | /api/apps/team/notices/gone/test
			POST   202 /api/notices/{channel}/test                | /api/notices/mail/test
			POST   404 /api/notices/{channel}/test                | /api/notices/gone/test
			GET    200 /api/apps/{app}/notices                    | /api/apps/team/notices
			GET    200 /api/notices                               | /api/notices
			GET    200 /api/nodes                                 | /api/nodes
			POST   404 /api/nodes/{node}/drain                    | /api/nodes/gone/drain
			DELETE 404 /api/nodes/{node}/drain                    | /api/nodes/gone/drain
			GET    200 /api/tokens                                | /api/tokens
			POST   201 /api/tokens                                | /api/tokens
			POST   400 /api/tokens                                | /api/tokens
			DELETE 404 /api/tokens/{id}                           | /api/tokens/999
			DELETE 204 /api/tokens/{id}                           | /api/tokens/1
			POST   201 /api/apps/{app}/runs/{number}/shares       | /api/apps/team/runs/1/shares
			POST   400 /api/apps/{app}/runs/{number}/shares       | /api/apps/team/runs/5/shares
			GET    200 /api/apps/{app}/runs/{number}/shares       | /api/apps/team/runs/1/shares
			GET    200 /api/shares                                | /api/shares
			DELETE 404 /api/shares/{id}                           | /api/shares/999
			DELETE 204 /api/shares/{id}                           | /api/shares/1
			POST   201 /api/apps/{app}/hook/secret                | /api/apps/team/hook/secret
			POST   400 /api/apps/{app}/hook/secret                | /api/apps/team/hook/secret
			POST   409 /api/apps/{app}/hook/secret                | /api/apps/never/hook/secret
			DELETE 204 /api/apps/{app}/hook/secret                | /api/apps/team/hook/secret
			POST   409 /api/apps/{app}/{action}                   | /api/apps/team/deploy
			POST   202 /api/apps/{app}/runs/{number}/cancel       | /api/apps/team/runs/5/cancel
			POST   202 /api/apps/{app}/{action}                   | /api/apps/other/deploy
			POST   404 /api/apps/{app}/{action}                   | /api/apps/other/stop
			DELETE 204 /api/apps/{app}/runs/{number}/log          | /api/apps/team/runs/4/log
			GET    200 /api/apps/{app}/runs/{number}              | /api/apps/team/runs/4
			GET    410 /api/apps/{app}/runs/{number}/screen       | /api/apps/team/runs/4/screen
			GET    410 /api/apps/{app}/runs/{number}/groups       | /api/apps/team/runs/4/groups
			""";

	/** What is sent to addresses that end so. */
	private static final Map<String, String> JSON = Map.of("/tokens", "{\"name\":\"ci\",\"scopes\":[\"read\"]}",
			"/shares", "{\"from\":0,\"to\":1,\"expiresIn\":\"7d\"}", "/secret", "{\"previousExpiresIn\":\"24h\"}");

	@RunningServer({ "--strapper.notify.channels.mail.type=email",
			"--strapper.notify.channels.mail.to=ops@example.org" })
	private static Server server;

	private static final Set<String> called = new TreeSet<>();

	private static Client admin;

	private static DescribedApi api;

	@BeforeAll
	static void start() {
		admin = server.admin();
		api = DescribedApi.of(admin);
		server.file("never", "app.yml", "hook: {secret-file: hook-secret}\n");
		server.script("never", "deploy", "true");
		server.script("other", "deploy", "echo hello");
		server.file("team", "app.yml", "notify: {mail: {type: email, to: [ann@example.org]}}\n");
		server.script("team", "deploy", "echo ::group::Build", "echo hello", "echo 'error: no'", "echo ::endgroup::",
				"exit $(cat fail)");
		for (String exit : new String[] { "0", "0", "1", "0" }) {
			server.file("team", "fail", exit);
			admin.app("team").deployed();
		}
		server.script("team", "deploy", "exec sleep 600");
		admin.app("team").press("deploy");
	}

	static Stream<String[]> answers() {
		return TABLE.lines().map((line) -> line.split("\\s*\\|\\s*|\\s+"));
	}

	@ParameterizedTest(name = "{0} {3}: {1}")
	@MethodSource("answers")
	void areWhatWasPromised(String method, int status, String path, String address) {
		String operation = method + " " + path;
		called.add(operation);

		HttpResponse<String> answer = ask(method, status, address);

		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		api.requirePromised(operation, answer);
	}

	private static HttpResponse<String> ask(String method, int status, String address) {
		if (method.equals("GET")) {
			return admin.get(address);
		}
		if (method.equals("DELETE")) {
			return admin.delete(address);
		}
		String json = JSON.get(address.substring(address.lastIndexOf('/')));
		return (json != null) ? admin.postJson(address, (status == 201) ? json : "{}") : admin.post(address, Map.of());
	}

	@AfterAll
	static void noOperationWasLeftOut() {
		assertThat(called).isEqualTo(api.operations());
	}

}
