package io.strapper.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Delivers webhooks as forges do.
 *
 * @param url where the server is
 * @param secret what it signs with
 */
public record Forge(String url, String secret) {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	/** A push to a branch, as GitHub tells of it; the commit makes it unlike others. */
	public static String push(String ref, String commit) {
		return """
				{"ref":"%s","after":"%s","deleted":false,"head_commit":{"id":"%s","message":"Fix it\\n\\nAt last.",
				"author":{"name":"Ann Lee"}},"commits":[{"added":["src/a.c"],"modified":["README"],"removed":[]}]}"""
			.formatted(ref, commit, commit);
	}

	/** Delivers what GitHub delivers. */
	public HttpResponse<String> github(String app, String event, String body) {
		return post(app, body, "X-GitHub-Event", event, "X-GitHub-Delivery", "d-1", "X-Hub-Signature-256",
				"sha256=" + hex(body));
	}

	/** POST of a body, with pairs of header names and values. */
	public HttpResponse<String> post(String app, String body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.url + "/hooks/" + app))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body));
		for (int i = 0; i < headers.length; i += 2) {
			request.setHeader(headers[i], headers[i + 1]);
		}
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

	/** The signature of a text in hexadecimal. */
	public String hex(String text) {
		return HexFormat.of().formatHex(hmac(this.secret.getBytes(StandardCharsets.UTF_8), text));
	}

	/** The signature that Standard Webhooks wants, with a key in Base64. */
	public static String standard(String key, String id, long time, String body) {
		return "v1," + Base64.getEncoder()
			.encodeToString(hmac(Base64.getDecoder().decode(key), id + "." + time + "." + body));
	}

	private static byte[] hmac(byte[] key, String text) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(key, "HmacSHA256"));
			return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
