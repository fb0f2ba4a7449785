package io.strapper.journey;

import java.net.http.HttpResponse;
import java.util.Map;

import io.strapper.testing.Client;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A run has one address, and a value that cannot be read gets a true sentence. */
class NumbersTests {

	@RunningServer
	private static Server server;

	private static Client admin;

	@BeforeAll
	static void start() {
		server.script("blog", "deploy", "seq 3000");
		admin = server.admin();
		admin.app("blog").deployed();
	}

	@ParameterizedTest
	@ValueSource(strings = { "0x1", "+1", "%2B1", "%231", "01", "%201", "1%20", "%D9%A1", "%EF%BC%91", "1e0", "1.0",
			"-0", "99999999999999999999", "x" })
	void aRunHasOneNumber(String number) {
		assertThat(admin.get("/apps/blog/runs/" + number).statusCode()).isEqualTo(400);
		assertThat(admin.get("/api/apps/blog/runs/" + number).statusCode()).isEqualTo(400);
		assertThat(admin.get("/api/apps/blog/runs/" + number + "/log").statusCode()).isEqualTo(400);
		assertThat(admin.get("/api/apps/blog/runs/1/lines/" + number).statusCode()).isEqualTo(400);
		assertThat(admin.get("/api/apps/blog/runs/1/times/" + number).statusCode()).isEqualTo(400);
		assertThat(admin.post("/api/apps/blog/runs/" + number + "/cancel").statusCode()).isEqualTo(400);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/api/apps/blog/runs?limit=0x10              | Invalid value for limit. Use a whole number
			/api/apps/blog/runs?before=%D9%A1           | Invalid value for before. Use a whole number
			/audit?before=01                            | Invalid value for before. Use a whole number
			/api/apps/blog/runs/1/search?q=x&regex=maybe | Invalid value for regex. Use true or false
			/api/apps/Blog/runs                         | Invalid app identifier. Use 1–63 of a–z
			""")
	void aParameterThatCannotBeReadIsToldSo(String path, String sentence) {
		HttpResponse<String> answer = admin.get(path);

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(Client.text(answer)).contains(sentence);
	}

	@Test
	void aRoleThatIsNoneIsToldSo() {
		HttpResponse<String> answer = admin.post("/users/admin/role", Map.of("role", "KING"));

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(Client.text(answer)).contains("Invalid value for role. Use one of [ADMIN, VIEWER]");
	}

	@Test
	void negativeNumbersAndTheLargestAreRead() {
		assertThat(admin.get("/api/apps/blog/runs?before=9223372036854775807&limit=-1").statusCode()).isEqualTo(200);
		assertThat(admin.get("/api/apps/blog/runs/1/search?q=1&from=-1").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "lines/0", "times/0" })
	void aPageOfALogIsAskedForAgainEachTime(String part) {
		String path = "/api/apps/blog/runs/1/" + part;
		HttpResponse<String> first = await().until(() -> admin.get(path),
				(answer) -> answer.headers().firstValue("ETag").isPresent());
		String tag = first.headers().firstValue("ETag").orElseThrow();

		assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache, private");
		assertThat(first.headers().allValues("Vary")).anyMatch((vary) -> vary.contains("cookie"));
		assertThat(admin.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
		assertThat(server.client().get(path, "If-None-Match", tag).statusCode()).isEqualTo(401);
	}

}
