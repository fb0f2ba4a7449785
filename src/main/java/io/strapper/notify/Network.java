package io.strapper.notify;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address or a range of addresses (CIDR, RFC 4632). */
final class Network {

	/** Nothing else, so that no name is resolved. */
	private static final Pattern CIDR = Pattern
		.compile("(?<address>[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-f]*:[0-9a-f:.]*)(/(?<length>[0-9]{1,3}))?");

	private final byte[] prefix;

	private final int length;

	private Network(byte[] prefix, int length) {
		this.prefix = prefix;
		this.length = length;
	}

	/**
	 * The network that a text spells.
	 * @param text an address, or one with the length of a prefix, in lower case
	 * @return empty if it is none
	 */
	static Optional<Network> parse(String text) {
		Matcher cidr = CIDR.matcher(text);
		if (!cidr.matches()) {
			return Optional.empty();
		}
		try {
			byte[] address = InetAddress.getByName(cidr.group("address")).getAddress();
			int most = address.length * Byte.SIZE;
			int length = (cidr.group("length") != null) ? Integer.parseInt(cidr.group("length")) : most;
			return (length <= most) ? Optional.of(new Network(address, length)) : Optional.empty();
		}
		catch (UnknownHostException ex) {
			return Optional.empty();
		}
	}

	/** Whether an address is in it; IPv4-mapped IPv6 is IPv4. */
	boolean contains(InetAddress address) {
		byte[] bytes = address.getAddress();
		int whole = this.length / Byte.SIZE;
		int mask = 0xff00 >> this.length % Byte.SIZE;
		return bytes.length == this.prefix.length && Arrays.equals(bytes, 0, whole, this.prefix, 0, whole)
				&& (whole == bytes.length || ((bytes[whole] ^ this.prefix[whole]) & mask & 0xff) == 0);
	}

}
