package io.strapper.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the proxy in front of the server. Trusted proxies are named by
 * {@code server.tomcat.remoteip.internal-proxies}.
 *
 * @param header the header that the proxy sets. The other one is ignored: a client may
 * have sent it, and the proxy may pass it on
 */
@ConfigurationProperties("strapper.proxy")
record ProxySettings(@DefaultValue("x-forwarded") Header header) {

	/** A way to forward. */
	enum Header {

		/** X-Forwarded-For, -Proto, -Host, -Port. */
		X_FORWARDED,

		/** Forwarded (RFC 7239). */
		FORWARDED

	}

}
