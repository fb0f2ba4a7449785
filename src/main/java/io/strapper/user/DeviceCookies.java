package io.strapper.user;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * The browsers in which users have signed in. Somebody else's guessing lets them wait for
 * nothing: a stranger cannot lock a user out. A cookie tells them, which is good for
 * nothing else and is known here by its hash alone.
 */
@Component
public class DeviceCookies {

	private static final String COOKIE = "KNOWN";

	private static final Duration KEPT = Duration.ofDays(180);

	private static final SecureRandom RANDOM = new SecureRandom();

	private final JdbcClient jdbc;

	private final Clock clock;

	DeviceCookies(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * The browser of a request.
	 * @param user who wants to sign in with it
	 * @return the browser's key, empty unless that user has signed in with it before
	 */
	public Optional<String> find(HttpServletRequest request, String user) {
		Cookie cookie = WebUtils.getCookie(request, COOKIE);
		return Optional.ofNullable(cookie)
			.map((known) -> hash(known.getValue()))
			.filter((hash) -> this.jdbc
				.sql("SELECT count(*) FROM known_browser WHERE hash = :hash AND name = :name AND expires_at > :now")
				.param("hash", hash)
				.param("name", user)
				.param("now", now())
				.query(Long.class)
				.single() > 0);
	}

	/** Remembers that a user has signed in with the browser of a request. */
	public void remember(HttpServletRequest request, HttpServletResponse response, String user) {
		if (find(request, user).isPresent()) {
			return;
		}
		byte[] bytes = new byte[24];
		RANDOM.nextBytes(bytes);
		String value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
		this.jdbc.sql("DELETE FROM known_browser WHERE expires_at < :now").param("now", now()).update();
		this.jdbc.sql("INSERT INTO known_browser (hash, name, expires_at) VALUES (:hash, :name, :expires)")
			.param("hash", hash(value))
			.param("name", user)
			.param("expires", now().plus(KEPT))
			.update();
		response.addHeader(HttpHeaders.SET_COOKIE,
				ResponseCookie.from(COOKIE, value)
					.path(request.getContextPath() + "/login")
					.maxAge(KEPT)
					.httpOnly(true)
					.secure(request.isSecure())
					.sameSite("Strict")
					.build()
					.toString());
	}

	private OffsetDateTime now() {
		return OffsetDateTime.now(this.clock).withOffsetSameInstant(ZoneOffset.UTC);
	}

	private static String hash(String value) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
			return Base64.getEncoder().encodeToString(hash);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
