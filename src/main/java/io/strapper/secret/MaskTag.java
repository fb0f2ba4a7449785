package io.strapper.secret;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Versions of masks as browsers may see them. A version is a hash of secrets; with a
 * random number of this process in it, nobody can find a weak secret by trying.
 */
public final class MaskTag {

	private static final byte[] SALT = new SecureRandom().generateSeed(16);

	private MaskTag() {
	}

	/** The text of a version; empty for a log in which nothing is hidden. */
	public static String of(long version) {
		if (version == 0) {
			return "";
		}
		try {
			MessageDigest hash = MessageDigest.getInstance("SHA-256");
			hash.update(SALT);
			hash.update(ByteBuffer.allocate(Long.BYTES).putLong(version).array());
			return "-" + HexFormat.of().formatHex(hash.digest(), 0, Long.BYTES);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
