package io.strapper.testing;

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
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.util.HtmlUtils;

import static org.awaitility.Awaitility.await;

/** A browser without a screen: cookies, forms, JSON. */
public final class Client {

	private static final Pattern CSRF = Pattern.compile("<meta name=\"_csrf\" content=\"([^\"]+)\"");

	private static final JsonMapper JSON = new JsonMapper();

	private final CookieManager cookies = new CookieManager();

	private final HttpClient http;

	private String url;

	/**
	 * A stranger to the server.
	 * @param url where the server is, without a slash at the end
	 */
	public Client(String url) {
		this.url = url;
		this.http = http(url).cookieHandler(this.cookies).build();
	}

	/** A client that trusts every certificate, if there is TLS. */
	static HttpClient.Builder http(String url) {
		HttpClient.Builder http = HttpClient.newBuilder();
		return url.startsWith("https:") ? http.sslContext(Certificate.trusting()) : http;
	}

	/**
	 * Signs in, and fails the test if the server does not agree.
	 */
	public Client signIn(String user, String password) {
		HttpResponse<String> response = tryToSignIn(user, password);
		if (response.statusCode() != 302 || location(response).startsWith("/login")) {
			throw new AssertionError("Sign-in of " + user + " gave " + location(response));
		}
		return this;
	}

	/** Sends the form of the sign-in page. */
	public HttpResponse<String> tryToSignIn(String user, String password, String... headers) {
		return post("/login", Map.of("username", user, "password", password), headers);
	}

	/** Whether this session is somebody's. */
	public boolean isSignedIn() {
		return poll("/account").statusCode() == 200;
	}

	/** Goes on at another server; cookies belong to a host, whatever its port. */
	public void turnTo(String url) {
		this.url = url;
	}

	/** GET as a person does, with pairs of header names and values. */
	public HttpResponse<String> get(String path, String... headers) {
		HttpRequest.Builder request = request(path);
		return send((headers.length > 0) ? request.headers(headers) : request.header("Accept", accepted(path)));
	}

	/** GET as a script does: there is nothing that it would show to anybody. */
	public HttpResponse<String> poll(String path) {
		return get(path, "Accept", "application/json");
	}

	/**
	 * The JSON at a path, which must answer 200. A server that is too busy for an answer
	 * says when it is to be asked again, and is asked again.
	 */
	public JsonNode json(String path) {
		HttpResponse<String> response = get(path);
		if (isTooBusy(response)) {
			response = await().until(() -> get(path), (answer) -> !isTooBusy(answer));
		}
		if (response.statusCode() != 200) {
			throw new AssertionError(path + " gave " + response.statusCode() + " " + response.body());
		}
		return JSON.readTree(response.body());
	}

	private static boolean isTooBusy(HttpResponse<String> answer) {
		return answer.statusCode() == 503 && answer.headers().firstValue("Retry-After").isPresent();
	}

	/** What this user does with an app. */
	public AppClient app(String app) {
		return new AppClient(this, app);
	}

	/**
	 * POST of a form, with the CSRF token of a page, and pairs of header names and
	 * values.
	 */
	public HttpResponse<String> post(String path, Map<String, String> fields, String... headers) {
		HttpRequest.Builder request = form(path, fields).header("X-CSRF-TOKEN", csrf());
		for (int i = 0; i < headers.length; i += 2) {
			request.setHeader(headers[i], headers[i + 1]);
		}
		return send(request);
	}

	/** POST of JSON, with the CSRF token of a page. */
	public HttpResponse<String> postJson(String path, String json) {
		return send(request(path).header("Content-Type", "application/json")
			.header("Accept", "application/json")
			.header("X-CSRF-TOKEN", csrf())
			.POST(HttpRequest.BodyPublishers.ofString(json)));
	}

	/** POST without a body, with the CSRF token of a page. */
	public HttpResponse<String> post(String path) {
		return post(path, Map.of());
	}

	/** DELETE, with the CSRF token of a page. */
	public HttpResponse<String> delete(String path) {
		return send(request(path).DELETE().header("Accept", accepted(path)).header("X-CSRF-TOKEN", csrf()));
	}

	/** POST of a form with a token and the cookies of now; the status of the answer. */
	public int postAgain(String path, String token, Map<String, String> fields) {
		HttpClient plain = http(this.url).build();
		HttpRequest.Builder request = form(path, fields).header("X-CSRF-TOKEN", token).header("Cookie", cookieHeader());
		try {
			return plain.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** POST of a form by a program that wants a certain type of answer. */
	public HttpResponse<String> postAs(String accepted, String path, Map<String, String> fields) {
		return send(form(path, fields).setHeader("Accept", accepted).header("X-CSRF-TOKEN", csrf()));
	}

	/** POST of a form that is not of a page of this session. */
	public HttpResponse<String> postForged(String path, Map<String, String> fields) {
		return send(form(path, fields));
	}

	/** POST of a form; the text of the page that this leads to. */
	public String submit(String path, Map<String, String> fields) {
		HttpResponse<String> response = post(path, fields);
		return text((response.statusCode() == 302) ? get(location(response)) : response);
	}

	/** POST of a form without fields; the text of the page that this leads to. */
	public String submit(String path) {
		return submit(path, Map.of());
	}

	/** The CSRF token of this session. */
	public String csrf() {
		Matcher matcher = CSRF.matcher(poll("/account").body());
		if (!matcher.find()) {
			matcher = CSRF.matcher(poll("/login").body());
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

	/** The cookies of this session. */
	public List<HttpCookie> cookies() {
		return this.cookies.getCookieStore().getCookies();
	}

	/** Has one more cookie, of every path. */
	public void add(String name, String value) {
		HttpCookie cookie = new HttpCookie(name, value);
		cookie.setPath("/");
		cookie.setVersion(0);
		this.cookies.getCookieStore().add(URI.create(this.url), cookie);
	}

	/** The cookie of this session. */
	public HttpCookie session() {
		return cookies().stream()
			.filter((cookie) -> cookie.getName().contains("SESSION-"))
			.findFirst()
			.orElseThrow(() -> new AssertionError("No session"));
	}

	/** Where an answer leads to. */
	public static String location(HttpResponse<?> response) {
		return response.headers().firstValue("Location").orElse("no redirect, but " + response.statusCode());
	}

	/** What a person reads on a page: words, one space between them. */
	public static String text(HttpResponse<String> page) {
		return HtmlUtils.htmlUnescape(page.body().replaceAll("<[^>]*>", " ")).replaceAll("\\s+", " ");
	}

	/** Where the server is, without a slash at the end. */
	public String url() {
		return this.url;
	}

	private HttpRequest.Builder form(String path, Map<String, String> fields) {
		String form = fields.entrySet()
			.stream()
			.map((field) -> encode(field.getKey()) + "=" + encode(field.getValue()))
			.collect(Collectors.joining("&"));
		return request(path).header("Content-Type", "application/x-www-form-urlencoded")
			.header("Accept", accepted(path))
			.POST(HttpRequest.BodyPublishers.ofString(form));
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.url + path));
	}

	private static String accepted(String path) {
		return path.startsWith("/api/") ? "application/json" : "text/html,*/*;q=0.8";
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
