package io.strapper.http;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Puts {@link ForwardedHeadersValve} before RemoteIpValve, which Spring Boot adds later
 * and which reads what the former writes.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ForwardedHeadersFirst implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	private final ProxySettings settings;

	ForwardedHeadersFirst(ProxySettings settings) {
		this.settings = settings;
	}

	@Override
	public void customize(TomcatServletWebServerFactory tomcat) {
		tomcat.addEngineValves(new ForwardedHeadersValve(this.settings));
	}

}
