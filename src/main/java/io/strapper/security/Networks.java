package io.strapper.security;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** Whose an address is. */
public final class Networks {

	private Networks() {
	}

	/**
	 * What is counted as one: of IPv6 addresses anybody has 2⁶⁴, and the first half tells
	 * whose they are.
	 * @param address an address as a number
	 */
	public static String of(String address) {
		try {
			InetAddress parsed = InetAddress.getByName(address);
			return (parsed instanceof Inet6Address) ? HexFormat.of().formatHex(parsed.getAddress(), 0, 8) : address;
		}
		catch (UnknownHostException ex) {
			return address;
		}
	}

}
