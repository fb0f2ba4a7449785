package io.strapper.audit;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the audit is kept.
 *
 * @param auditRetention how long an entry is kept
 */
@ConfigurationProperties("strapper")
record AuditSettings(@DefaultValue("365d") Duration auditRetention) {

}
