package io.strapper.http;

import java.time.Duration;

import org.apache.coyote.ContinueResponseTiming;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/** Configures the container. */
@Configuration(proxyBeanMethods = false)
class ContainerConfiguration {

	private static final int SEND_BUFFER_BYTES = 256 << 10;

	/**
	 * Bounds the socket's send buffer, which otherwise grows to megabytes for a client
	 * that does not read.
	 */
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> sendBuffers() {
		return (tomcat) -> tomcat.addConnectorCustomizers(
				(connector) -> connector.setProperty("socket.txBufSize", Integer.toString(SEND_BUFFER_BYTES)));
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> fairConnections(
			@Value("${server.tomcat.remoteip.internal-proxies}") String proxies) {
		return (tomcat) -> {
			tomcat.setProtocol(FairProtocol.class.getName());
			tomcat.addConnectorCustomizers((connector) -> {
				if (connector.getProtocolHandler() instanceof FairProtocol protocol) {
					protocol.exempt(new Addresses(proxies));
				}
			});
		};
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> errorPages() {
		return (tomcat) -> tomcat.addContextCustomizers(
				(context) -> context.getParent().getPipeline().addValve(new ErrorPageHeaders.Report()));
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> pipelining() {
		return (tomcat) -> tomcat.addEngineValves(new PipeliningValve());
	}

	/**
	 * A client that asks whether it may send a body is told so when somebody wants to
	 * read it: a body that is too long is not even sent.
	 */
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> expectations() {
		return (tomcat) -> tomcat.addConnectorCustomizers((connector) -> connector.setProperty("continueResponseTiming",
				ContinueResponseTiming.ON_REQUEST_BODY_READ.toString()));
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> slowBodies(
			@Value("${server.tomcat.threads.max:200}") int threads,
			@Value("${strapper.body-timeout:30s}") Duration patience) {
		return (tomcat) -> tomcat.addEngineValves(new SlowBodyValve(threads, patience));
	}

	/**
	 * Static files get an ETag of their content, since all files in a reproducible jar
	 * have the same time.
	 */
	@Bean
	FilterRegistrationBean<ShallowEtagHeaderFilter> etags() {
		ShallowEtagHeaderFilter etags = new ShallowEtagHeaderFilter();
		// A strong ETag would forbid compression
		etags.setWriteWeakETag(true);
		FilterRegistrationBean<ShallowEtagHeaderFilter> filter = new FilterRegistrationBean<>(etags);
		filter.addUrlPatterns("/js/*", "/css/*", "/icons/*", "/webjars/*");
		return filter;
	}

}
