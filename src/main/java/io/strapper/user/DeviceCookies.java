package io.strapper.user;

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

import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Device cookies: each names a browser in which a user has signed in. Other people's
 * guesses do not delay sign-ins there, so a stranger cannot lock a user out. The cookie
 * has no other use, the database holds only its hash, and a new password revokes it.
 */
@Component
public class DeviceCookies {

	private static final String COOKIE = "KNOWN";

	/** Most device cookies of a user: each allows further guesses. */
	private static final int MOST_OF_USER = 20;

	private static final Duration KEPT = Duration.ofDays(180);

	private static final SecureRandom RANDOM = new SecureRandom();

	private final JdbcClient jdbc;

	private final Clock clock;

	private final String cookie;

	DeviceCookies(JdbcClient jdbc, Clock clock, CookieNames names) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.cookie = names.of(COOKIE);
	}

	/**
	 * Identifies the browser of a request.
	 * @param user the user who wants to sign in
	 * @return the browser's key, empty unless that user has signed in with it before
	 */
	public Optional<String> find(HttpServletRequest request, String user) {
		Cookie cookie = WebUtils.getCookie(request, this.cookie);
		return Optional.ofNullable(cookie)
			.map((known) -> Sha256.of(known.getValue()))
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
		forgetOldest(user);
		this.jdbc.sql("INSERT INTO known_browser (hash, name, expires_at) VALUES (:hash, :name, :expires)")
			.param("hash", Sha256.of(value))
			.param("name", user)
			.param("expires", now().plus(KEPT))
			.update();
		response.addHeader(HttpHeaders.SET_COOKIE,
				ResponseCookie.from(this.cookie, value)
					.path(request.getContextPath() + "/login")
					.maxAge(KEPT)
					.httpOnly(true)
					.secure(request.isSecure())
					.sameSite("Strict")
					.build()
					.toString());
	}

	private void forgetOldest(String user) {
		this.jdbc
			.sql("DELETE FROM known_browser WHERE name = :name AND hash NOT IN "
					+ "(SELECT hash FROM known_browser WHERE name = :name ORDER BY expires_at DESC, hash "
					+ "FETCH FIRST :kept ROWS ONLY)")
			.param("name", user)
			.param("kept", MOST_OF_USER - 1)
			.update();
	}

	/** Revokes all device cookies of a user whose password is not valid any more. */
	@EventListener
	void revoke(PasswordRevoked event) {
		this.jdbc.sql("DELETE FROM known_browser WHERE name = :name").param("name", event.user()).update();
	}

	private OffsetDateTime now() {
		return OffsetDateTime.now(this.clock).withOffsetSameInstant(ZoneOffset.UTC);
	}

}
