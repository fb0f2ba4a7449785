package io.strapper.web;

import io.strapper.live.Answer;
import io.strapper.live.AnswerBudget;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/** What pages and JSON need of the container. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

	private static final int SEND_BUFFER_BYTES = 256 << 10;

	/**
	 * What the kernel keeps for a client that does not read is bounded too: it would grow
	 * to megabytes before we could tell.
	 */
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> sendBuffers() {
		return (tomcat) -> tomcat.addConnectorCustomizers(
				(connector) -> connector.setProperty("socket.txBufSize", Integer.toString(SEND_BUFFER_BYTES)));
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> slowBodies(
			@Value("${server.tomcat.threads.max:200}") int threads) {
		return (tomcat) -> tomcat.addEngineValves(new SlowBodyValve(threads));
	}

	/**
	 * Each open dashboard asks for its apps once a second, and mostly nothing has
	 * changed. What pages are made of is asked for again too: the time of its last change
	 * tells nothing in a reproducible jar, its content does.
	 */
	@Bean
	FilterRegistrationBean<ShallowEtagHeaderFilter> etags() {
		ShallowEtagHeaderFilter etags = new ShallowEtagHeaderFilter();
		// A strong one would forbid to compress
		etags.setWriteWeakETag(true);
		FilterRegistrationBean<ShallowEtagHeaderFilter> filter = new FilterRegistrationBean<>(etags);
		filter.addUrlPatterns("/api/apps", "/js/*", "/css/*", "/icons/*", "/webjars/*");
		return filter;
	}

	/** What an answer takes of the server's memory, until it was sent. */
	@Bean
	@Scope(WebApplicationContext.SCOPE_REQUEST)
	Answer answer(AnswerBudget budget) {
		return budget.begin();
	}

}
