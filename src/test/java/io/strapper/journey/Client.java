package io.strapper.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A browser without a screen: cookies, forms, JSON. */
public final class Client {

	private static final Pattern CSRF = Pattern.compile("<meta name=\"_csrf\" content=\"([^\"]+)\"");

	private static final JsonMapper JSON = new JsonMapper();

	private final CookieManager cookies = new CookieManager();

	private final HttpClient http = HttpClient.newBuilder().cookieHandler(this.cookies).build();

	private final String url;

	/**
	 * A stranger to the server.
	 * @param url where the server is, without a slash at the end
	 */
	public Client(String url) {
		this.url = url;
	}

	/**
	 * Signs in, and fails the test if the server does not agree.
	 */
	public Client signIn(String user, String password) {
		HttpResponse<String> response = post("/login", Map.of("username", user, "password", password));
		String location = response.headers().firstValue("Location").orElse("");
		if (response.statusCode() != 302 || location.contains("error")) {
			throw new AssertionError("Sign-in of " + user + " gave " + response.statusCode() + " " + location);
		}
		return this;
	}

	/** GET, with pairs of header names and values. */
	public HttpResponse<String> get(String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.url + path));
		return send((headers.length > 0) ? request.headers(headers) : request);
	}

	/** The JSON at a path, which must answer 200. */
	public JsonNode json(String path) {
		HttpResponse<String> response = get(path);
		if (response.statusCode() != 200) {
			throw new AssertionError(path + " gave " + response.statusCode() + " " + response.body());
		}
		return JSON.readTree(response.body());
	}

	/** POST of a form, with the CSRF token of a page. */
	public HttpResponse<String> post(String path, Map<String, String> fields) {
		String form = fields.entrySet()
			.stream()
			.map((field) -> encode(field.getKey()) + "=" + encode(field.getValue()))
			.collect(Collectors.joining("&"));
		return send(HttpRequest.newBuilder(URI.create(this.url + path))
			.header("X-CSRF-TOKEN", csrf())
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form)));
	}

	/** POST without a body, with the CSRF token of a page. */
	public HttpResponse<String> post(String path) {
		return post(path, Map.of());
	}

	/** The CSRF token of this session. */
	public String csrf() {
		Matcher matcher = CSRF.matcher(get("/account").body());
		if (!matcher.find()) {
			matcher = CSRF.matcher(get("/login").body());
			if (!matcher.find()) {
				throw new AssertionError("No CSRF token in the page");
			}
		}
		return matcher.group(1);
	}

	/** The Cookie header of this session. */
	public String cookieHeader() {
		return this.cookies.getCookieStore()
			.getCookies()
			.stream()
			.map(HttpCookie::toString)
			.collect(Collectors.joining("; "));
	}

	/** Where the server is, without a slash at the end. */
	public String url() {
		return this.url;
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
