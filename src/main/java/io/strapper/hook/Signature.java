package io.strapper.hook;

import java.nio.charset.StandardCharsets;
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
 * Verifies that whoever has sent a body knows a secret. A signature is an HMAC-SHA256
 * over the bytes of the body. Everything secret is compared in constant time, and the
 * work does not depend on which secret is right.
 */
final class Signature {

	/** How old a signed time may be (Standard Webhooks). */
	private static final Duration TOLERANCE = Duration.ofMinutes(5);

	private final List<String> secrets;

	private final Instant now;

	/**
	 * Verifies requests.
	 * @param secrets one of them has to be the sender's
	 * @param now the time
	 */
	Signature(List<String> secrets, Instant now) {
		this.secrets = secrets;
		this.now = now;
	}

	/** Whether a request is signed with one of the secrets. */
	boolean isIn(HttpServletRequest request, Provider provider, byte[] body) {
		boolean signed = false;
		for (String secret : this.secrets) {
			signed |= isIn(request, provider, secret, body);
		}
		return signed;
	}

	private boolean isIn(HttpServletRequest request, Provider provider, String secret, byte[] body) {
		return switch (provider) {
			case GITHUB -> isHex(request, List.of("X-Hub-Signature-256"), secret, body);
			case GITEA -> isHex(request, List.of("X-Forgejo-Signature", "X-Gitea-Signature", "X-Hub-Signature-256"),
					secret, body);
			case BITBUCKET -> isHex(request, List.of("X-Hub-Signature"), secret, body);
			case GITLAB -> usesStandard(request, provider) ? isStandard(request, provider, secret, body)
					: isToken(request, secret);
			case GENERIC -> usesStandard(request, provider) ? isStandard(request, provider, secret, body)
					: isHex(request, List.of("X-Hub-Signature-256"), secret, body);
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

	private static boolean isHex(HttpServletRequest request, List<String> headers, String secret, byte[] body) {
		String header = Provider.first(request, headers).orElse("");
		String expected = HexFormat.of().formatHex(StandardWebhook.hmac(secret.getBytes(StandardCharsets.UTF_8), body));
		return Sha256.isSame(expected, header.startsWith("sha256=") ? header.substring(7) : header);
	}

	/** GitLab's secret token, which is no signature: it is the secret itself. */
	private static boolean isToken(HttpServletRequest request, String secret) {
		return Sha256.isSame(secret, header(request, "X-Gitlab-Token"));
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
	private boolean isStandard(HttpServletRequest request, Provider provider, String secret, byte[] body) {
		if (!isRecent(header(request, StandardWebhook.TIMESTAMP))) {
			return false;
		}
		String expected = StandardWebhook.signature(secret, signed(request, provider, body));
		String header = request.getHeader(StandardWebhook.SIGNATURE);
		// There are several while a secret is being replaced
		return Stream.of(header.split(" ", 10)).anyMatch((signature) -> Sha256.isSame(expected, signature));
	}

	private boolean isRecent(String time) {
		return time.matches("[0-9]{1,12}") && Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), this.now)
			.abs()
			.compareTo(TOLERANCE) <= 0;
	}

}
