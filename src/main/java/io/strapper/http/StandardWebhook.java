package io.strapper.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a webhook by Standard Webhooks: an HMAC-SHA256 over identifier, time
 * and body.
 */
public final class StandardWebhook {

	/** The header with the identifier. */
	public static final String ID = "webhook-id";

	/** The header with the time, in seconds since the epoch. */
	public static final String TIMESTAMP = "webhook-timestamp";

	/** The header with the signatures, separated by spaces. */
	public static final String SIGNATURE = "webhook-signature";

	private static final String KEY = "whsec_";

	private StandardWebhook() {
	}

	/**
	 * Signs what {@link #signed} gives.
	 * @param secret a key in Base64 behind {@code whsec_}, or any other text
	 * @return the version of the signature, a comma, and the signature in Base64
	 */
	public static String signature(String secret, byte[] signed) {
		return "v1," + Base64.getEncoder().encodeToString(hmac(key(secret), signed));
	}

	/**
	 * What is signed.
	 * @param id the identifier
	 * @param timestamp the time, as its header spells it
	 */
	public static byte[] signed(String id, String timestamp, byte[] body) {
		byte[] prefix = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
		byte[] all = Arrays.copyOf(prefix, prefix.length + body.length);
		System.arraycopy(body, 0, all, prefix.length, body.length);
		return all;
	}

	private static byte[] key(String secret) {
		if (secret.startsWith(KEY)) {
			try {
				return Base64.getDecoder().decode(secret.substring(KEY.length()));
			}
			catch (IllegalArgumentException ex) {
				// It is a secret that only looks like one of theirs
			}
		}
		return secret.getBytes(StandardCharsets.UTF_8);
	}

	/** HMAC-SHA256 (RFC 2104). */
	public static byte[] hmac(byte[] key, byte[] message) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(key, "HmacSHA256"));
			return mac.doFinal(message);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
