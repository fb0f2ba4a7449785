package io.strapper.language;

import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * The language of a reader: the one that they chose in this browser, else the first known
 * one of {@code Accept-Language}, else English. The locale of the JVM is of no account.
 */
@Component(DispatcherServlet.LOCALE_RESOLVER_BEAN_NAME)
public class ReaderLanguage implements LocaleResolver {

	static final String COOKIE = "strapper-language";

	private static final Duration KEPT = Duration.ofDays(365);

	/** The language in which to answer. */
	public static Language of(HttpServletRequest request) {
		return chosen(request).orElseGet(() -> accepted(request));
	}

	/** The language that the reader has chosen. */
	public static Optional<Language> chosen(HttpServletRequest request) {
		Cookie cookie = WebUtils.getCookie(request, COOKIE);
		return (cookie != null) ? Language.find(cookie.getValue()) : Optional.empty();
	}

	private static Language accepted(HttpServletRequest request) {
		// Without the header a container answers with the locale of the JVM
		return (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null) ? Language.ENGLISH
				: Collections.list(request.getLocales())
					.stream()
					.flatMap((locale) -> Language.find(locale.toLanguageTag()).stream())
					.findFirst()
					.orElse(Language.ENGLISH);
	}

	@Override
	public Locale resolveLocale(HttpServletRequest request) {
		return of(request).locale();
	}

	/** Keeps a choice in the browser, or forgets it: null. */
	@Override
	public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
		if (response == null) {
			return;
		}
		ResponseCookie cookie = ResponseCookie.from(COOKIE, (locale != null) ? Language.of(locale).tag() : "")
			.path(request.getContextPath() + "/")
			.maxAge((locale != null) ? KEPT : Duration.ZERO)
			.secure(request.isSecure())
			.httpOnly(true)
			.sameSite("Lax")
			.build();
		response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
	}

}
