package io.strapper.user;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

/** How sessions are kept in the database. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

	/**
	 * Two requests of one session may both be the first to keep something in it, and a
	 * session may end while a request of it is answered: neither is an error.
	 */
	@Bean
	SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionRepositoryCustomizer() {
		return (repository) -> repository.setCreateSessionAttributeQuery("""
				INSERT INTO %TABLE_NAME%_ATTRIBUTES (SESSION_PRIMARY_ID, ATTRIBUTE_NAME, ATTRIBUTE_BYTES)
				SELECT S.PRIMARY_ID, A.NAME, A.BYTES
				FROM (SELECT CAST(? AS CHAR(36)) AS ID, CAST(? AS VARCHAR(200)) AS NAME, CAST(? AS BYTEA) AS BYTES) A
				JOIN %TABLE_NAME% S ON S.PRIMARY_ID = A.ID
				ON CONFLICT DO NOTHING
				""");
	}

	/** Stands between Spring Session and its repository, which is not ours to make. */
	@Bean
	static BeanPostProcessor calmSessions(ObjectProvider<UserSettings> properties) {
		return new BeanPostProcessor() {
			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				return (bean instanceof JdbcIndexedSessionRepository repository)
						? new CalmSessionRepository<>(repository, () -> properties.getObject().sessionLimit()) : bean;
			}
		};
	}

}
