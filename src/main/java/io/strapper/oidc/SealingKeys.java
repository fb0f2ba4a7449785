package io.strapper.oidc;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The keys of sealed texts. */
final class SealingKeys {

	private static final String ALGORITHM = "AES";

	private static final String NAME = "sign-in";

	private SealingKeys() {
	}

	/** A new key, which nobody else has. */
	static SecretKey random() {
		try {
			KeyGenerator generator = KeyGenerator.getInstance(ALGORITHM);
			generator.init(256, new SecureRandom());
			return generator.generateKey();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The key that all nodes use: a browser may come back from its provider to another
	 * node.
	 * @param jdbc their database, a PostgreSQL
	 */
	static SecretKey shared(JdbcClient jdbc) {
		jdbc.sql("INSERT INTO node_key (name, secret) VALUES (:name, :secret) ON CONFLICT DO NOTHING")
			.param("name", NAME)
			.param("secret", Base64.getEncoder().encodeToString(random().getEncoded()))
			.update();
		String secret = jdbc.sql("SELECT secret FROM node_key WHERE name = :name")
			.param("name", NAME)
			.query(String.class)
			.single();
		return new SecretKeySpec(Base64.getDecoder().decode(secret), ALGORITHM);
	}

}
