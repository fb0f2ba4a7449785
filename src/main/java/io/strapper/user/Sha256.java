package io.strapper.user;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** SHA-256, as Base64. */
public final class Sha256 {

	private Sha256() {
	}

	/** The hash of a text (UTF-8). */
	public static String of(String text) {
		return of(text.getBytes(StandardCharsets.UTF_8));
	}

	/** The hash of some bytes. */
	public static String of(byte[] bytes) {
		return Base64.getEncoder().encodeToString(digest(bytes));
	}

	/**
	 * Whether two texts are the same. Their hashes are compared in constant time, so the
	 * time tells nothing of a secret, not even its length.
	 */
	public static boolean isSame(String secret, String sent) {
		return MessageDigest.isEqual(digest(secret.getBytes(StandardCharsets.UTF_8)),
				digest(sent.getBytes(StandardCharsets.UTF_8)));
	}

	private static byte[] digest(byte[] bytes) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(bytes);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
