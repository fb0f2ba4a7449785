package io.strapper.user;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

/** Configures the sessions, which are kept in the database. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

	/**
	 * Makes two races harmless: two requests that add the first attribute of a session at
	 * the same time, and a session that ends while one of its requests is answered. It
	 * also ends each session after {@code strapper.session-limit}, however often it is
	 * used.
	 */
	@Bean
	SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionRepositoryCustomizer(UserSettings settings) {
		return (repository) -> {
			repository.setCreateSessionAttributeQuery(
					"""
							INSERT INTO %TABLE_NAME%_ATTRIBUTES (SESSION_PRIMARY_ID, ATTRIBUTE_NAME, ATTRIBUTE_BYTES)
							SELECT S.PRIMARY_ID, A.NAME, A.BYTES
							FROM (SELECT CAST(? AS CHAR(36)) AS ID, CAST(? AS VARCHAR(200)) AS NAME, CAST(? AS BYTEA) AS BYTES) A
							JOIN %TABLE_NAME% S ON S.PRIMARY_ID = A.ID
							ON CONFLICT DO NOTHING
							""");
			repository.setGetSessionQuery("""
					SELECT S.PRIMARY_ID, S.SESSION_ID, S.CREATION_TIME, S.LAST_ACCESS_TIME, S.MAX_INACTIVE_INTERVAL,
						A.ATTRIBUTE_NAME, A.ATTRIBUTE_BYTES
					FROM %TABLE_NAME% S LEFT JOIN %TABLE_NAME%_ATTRIBUTES A ON S.PRIMARY_ID = A.SESSION_PRIMARY_ID
					WHERE S.SESSION_ID = ?
						AND S.CREATION_TIME > CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT) - $LIMIT
					""".replace("$LIMIT", Long.toString(settings.sessionLimit().toMillis())));
		};
	}

	/** Wraps the repository, which Spring Session creates. */
	@Bean
	static BeanPostProcessor rarelyTouchedSessions() {
		return new BeanPostProcessor() {
			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				return (bean instanceof JdbcIndexedSessionRepository repository)
						? new RarelyTouchedSessions<>(repository) : bean;
			}
		};
	}

}
