package io.strapper.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A program with an API token, without cookies.
 *
 * @param url where the server is, without a slash at the end
 * @param token what it sends as its token
 */
public record TokenClient(String url, String token) {

	private static final JsonMapper JSON = new JsonMapper();

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	/**
	 * Makes a token as a user who is signed in, and fails the test if that is refused.
	 * @param json what is sent
	 */
	public static TokenClient made(Client user, String json) {
		HttpResponse<String> answer = user.postJson("/api/tokens", json);
		if (answer.statusCode() != 201) {
			throw new AssertionError("POST /api/tokens gave " + answer.statusCode() + " " + answer.body());
		}
		return new TokenClient(user.url(), JSON.readTree(answer.body()).get("token").asString());
	}

	/** GET. */
	public HttpResponse<String> get(String path, String... headers) {
		return send("GET", path, headers);
	}

	/** The JSON at a path, which must answer 200. */
	public JsonNode json(String path) {
		HttpResponse<String> answer = get(path);
		if (answer.statusCode() != 200) {
			throw new AssertionError(path + " gave " + answer.statusCode() + " " + answer.body());
		}
		return JSON.readTree(answer.body());
	}

	/** POST without a body. */
	public HttpResponse<String> post(String path, String... headers) {
		return send("POST", path, headers);
	}

	/** POST of JSON. */
	public HttpResponse<String> postJson(String path, String json) {
		return send(request("POST", path, HttpRequest.BodyPublishers.ofString(json)));
	}

	/** Any request without a body, with pairs of header names and values. */
	public HttpResponse<String> send(String method, String path, String... headers) {
		HttpRequest.Builder request = request(method, path, HttpRequest.BodyPublishers.noBody());
		for (int i = 0; i < headers.length; i += 2) {
			request.setHeader(headers[i], headers[i + 1]);
		}
		return send(request);
	}

	private HttpRequest.Builder request(String method, String path, HttpRequest.BodyPublisher body) {
		return HttpRequest.newBuilder(URI.create(this.url + path))
			.method(method, body)
			.header("Authorization", "Bearer " + this.token);
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
