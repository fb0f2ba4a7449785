package io.strapper.hook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.strapper.http.StandardWebhook;
import io.strapper.user.Sha256;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Verifies that whoever has sent a body knows the secret. A signature is an HMAC-SHA256
 * over the bytes of the body. Everything secret is compared in constant time.
 */
final class Signature {

	/** How old a signed time may be (Standard Webhooks). */
	private static final Duration TOLERANCE = Duration.ofMinutes(5);

	private final String secret;

	private final Instant now;

	/**
	 * Verifies requests.
	 * @param secret the secret
	 * @param now the time
	 */
	Signature(String secret, Instant now) {
		this.secret = secret;
		this.now = now;
	}

	/** Whether a request is signed with the secret. */
	boolean isIn(HttpServletRequest request, Provider provider, byte[] body) {
		return switch (provider) {
			case GITHUB -> isHex(request, List.of("X-Hub-Signature-256"), body);
			case GITEA ->
				isHex(request, List.of("X-Forgejo-Signature", "X-Gitea-Signature", "X-Hub-Signature-256"), body);
			case BITBUCKET -> isHex(request, List.of("X-Hub-Signature"), body);
			case GITLAB -> usesStandard(request, provider) ? isStandard(request, provider, body) : isToken(request);
			case GENERIC -> usesStandard(request, provider) ? isStandard(request, provider, body)
					: isHex(request, List.of("X-Hub-Signature-256"), body);
		};
	}

	/**
	 * What was signed: the body, by Standard Webhooks the identifier and the time, too.
	 */
	static byte[] signed(HttpServletRequest request, Provider provider, byte[] body) {
		if (!usesStandard(request, provider)) {
			return body;
		}
		return StandardWebhook.signed(header(request, StandardWebhook.ID), header(request, StandardWebhook.TIMESTAMP),
				body);
	}

	private static String header(HttpServletRequest request, String name) {
		return Optional.ofNullable(request.getHeader(name)).orElse("");
	}

	private boolean isHex(HttpServletRequest request, List<String> headers, byte[] body) {
		String header = Provider.first(request, headers).orElse("");
		String expected = HexFormat.of()
			.formatHex(StandardWebhook.hmac(this.secret.getBytes(StandardCharsets.UTF_8), body));
		return equal(expected, header.startsWith("sha256=") ? header.substring(7) : header);
	}

	/** GitLab's secret token, which is no signature: it is the secret itself. */
	private boolean isToken(HttpServletRequest request) {
		String token = Optional.ofNullable(request.getHeader("X-Gitlab-Token")).orElse("");
		// Hashes have one length, whatever was sent
		return equal(Sha256.of(this.secret), Sha256.of(token));
	}

	/**
	 * Whether a request is to be verified by Standard Webhooks. With the other providers
	 * nobody verifies these headers.
	 */
	private static boolean usesStandard(HttpServletRequest request, Provider provider) {
		return (provider == Provider.GITLAB || provider == Provider.GENERIC)
				&& request.getHeader(StandardWebhook.SIGNATURE) != null;
	}

	/** Standard Webhooks: identifier and time are signed, too. */
	private boolean isStandard(HttpServletRequest request, Provider provider, byte[] body) {
		if (!isRecent(header(request, StandardWebhook.TIMESTAMP))) {
			return false;
		}
		String expected = StandardWebhook.signature(this.secret, signed(request, provider, body));
		String header = request.getHeader(StandardWebhook.SIGNATURE);
		// There are several while a secret is being replaced
		return Stream.of(header.split(" ", 10)).anyMatch((signature) -> equal(expected, signature));
	}

	private boolean isRecent(String time) {
		return time.matches("[0-9]{1,12}") && Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), this.now)
			.abs()
			.compareTo(TOLERANCE) <= 0;
	}

	private static boolean equal(String expected, String sent) {
		return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
	}

}
