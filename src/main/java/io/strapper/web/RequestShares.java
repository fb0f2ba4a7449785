package io.strapper.web;

import io.strapper.language.Sentence;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import io.strapper.live.TooBusyException;
import io.strapper.user.ConcurrencyLimit;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets each user have a tenth of the server's threads at a time: what one asks for at
 * once, others do not wait for. Files that pages are made of do not count.
 */
@Component
class RequestShares implements HandlerInterceptor, WebMvcConfigurer {

	private static final String ENTERED = RequestShares.class.getName();

	private static final int SHARE = 10;

	/** A browser asks for a few things at once. */
	private static final int FEW = 10;

	private final ConcurrencyLimit threads;

	RequestShares(@Value("${server.tomcat.threads.max:200}") int threads) {
		this.threads = new ConcurrencyLimit(threads, Math.max(FEW, threads / SHARE));
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this).excludePathPatterns("/css/**", "/js/**", "/icons/**", "/webjars/**", "/favicon*");
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		String user = request.getRemoteUser();
		if (user == null || request.getDispatcherType() != DispatcherType.REQUEST) {
			return true;
		}
		if (!this.threads.enter(user)) {
			throw new TooBusyException(Sentence.of("problem.requests"));
		}
		request.setAttribute(ENTERED, user);
		return true;
	}

	@Override
	public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable Exception failure) {
		if (request.getDispatcherType() == DispatcherType.REQUEST
				&& request.getAttribute(ENTERED) instanceof String user) {
			request.removeAttribute(ENTERED);
			this.threads.leave(user);
		}
	}

}
