package io.strapper.share;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of links to lines.
 *
 * @param enabled whether lines can be shared by a link; if not, links that were made
 * before lead nowhere
 */
@ConfigurationProperties("strapper.share")
record ShareSettings(@DefaultValue("true") boolean enabled) {

}
