package io.strapper.home;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The setting of the user of runs.
 *
 * @param runAs name of the user as whom runs are started, or null for the server's own;
 * the server must run as root then
 */
@ConfigurationProperties("strapper")
record RunAsSettings(@Nullable String runAs) {

}
