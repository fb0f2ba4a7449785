package io.strapper.security;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The networks that addresses belong to. */
public final class Networks {

	/** The colon guarantees that InetAddress asks no name server. */
	private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F.]*:[0-9a-fA-F:.]{1,45}");

	private static final int MAX_LENGTH = 64;

	private Networks() {
	}

	/**
	 * The key to count by: an IPv4 address, or the /64 prefix of an IPv6 address, since
	 * one customer usually owns a whole /64.
	 * @param address a numeric address; for any other text the key is its start, and no
	 * name is resolved
	 */
	public static String of(String address) {
		if (!IPV6.matcher(address).matches()) {
			return address.substring(0, Math.min(MAX_LENGTH, address.length()));
		}
		try {
			InetAddress parsed = InetAddress.getByName(address);
			return (parsed instanceof Inet6Address) ? HexFormat.of().formatHex(parsed.getAddress(), 0, 8)
					: parsed.getHostAddress();
		}
		catch (UnknownHostException ex) {
			return address;
		}
	}

}
