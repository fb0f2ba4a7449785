package io.strapper.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** Keeps cookies, follows no redirects and sends the CSRF token of the last page. */
final class Browser {

	private static final Pattern TOKEN = Pattern.compile("_csrf: (\\S+)");

	private final CookieManager cookies = new CookieManager();

	private final HttpClient client = HttpClient.newBuilder().cookieHandler(this.cookies).build();

	private int port;

	private String token = "";

	Browser(int port) {
		this.port = port;
	}

	HttpResponse<String> get(String path) {
		HttpResponse<String> response = send(request(path).header("Accept", "text/html").GET());
		Matcher matcher = TOKEN.matcher(response.body());
		if (matcher.find()) {
			this.token = matcher.group(1);
		}
		return response;
	}

	HttpResponse<String> poll(String path) {
		return send(request(path).header("Accept", "application/json").GET());
	}

	HttpResponse<String> post(String path, String... fields) {
		StringBuilder form = new StringBuilder("_csrf=" + encoded(this.token));
		for (int i = 0; i < fields.length; i += 2) {
			form.append('&').append(fields[i]).append('=').append(encoded(fields[i + 1]));
		}
		return send(request(path).header("Content-Type", "application/x-www-form-urlencoded")
			.header("Accept", path.startsWith("/api/") ? "application/json" : "text/html")
			.POST(BodyPublishers.ofString(form.toString())));
	}

	HttpResponse<String> tryToSignIn(String name, String password) {
		get("/login");
		return post("/login", "username", name, "password", password);
	}

	void signIn(String name, String password) {
		assertThat(location(tryToSignIn(name, password))).isIn("/", "/account");
		// The token is another one now
		get("/account");
	}

	/** Posts as somebody who has the page open that {@link #get} got last. */
	HttpResponse<String> submit(String path, String... fields) {
		HttpResponse<String> response = post(path, fields);
		return (response.statusCode() == 302) ? get(location(response)) : response;
	}

	boolean isSignedIn() {
		return get("/account").statusCode() == 200;
	}

	/** Cookies belong to a host, whatever its port. */
	void turnTo(int port) {
		this.port = port;
	}

	List<HttpCookie> cookies() {
		return this.cookies.getCookieStore().getCookies();
	}

	void forgetToken() {
		this.token = "";
	}

	static String location(HttpResponse<?> response) {
		return response.headers().firstValue("Location").orElse("no redirect, but " + response.statusCode());
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.client.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
