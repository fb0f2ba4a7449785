package io.strapper.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of headers that bind browsers.
 *
 * @param hstsSubdomains whether browsers shall use TLS for all subdomains of our host,
 * too (Strict-Transport-Security, for a year)
 */
@ConfigurationProperties("strapper")
record SecuritySettings(@DefaultValue("false") boolean hstsSubdomains) {

}
