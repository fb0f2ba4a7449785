package io.strapper.notify;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.strapper.home.CannotStartException;

import org.springframework.stereotype.Component;

/**
 * Keeps notices from addresses that are not public: whoever writes an app.yml must not
 * reach services of this machine or its network through the server (SSRF). What counts is
 * the address that a name resolves to, and that address is connected to.
 */
@Component
class InternalAddresses {

	/** Special purposes (RFC 6890 and later). All of IPv6 but 2000::/3 is not public. */
	private static final List<Network> NOT_PUBLIC = List
		.of("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
				"192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
				"203.0.113.0/24", "224.0.0.0/3", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
		.stream()
		.map((text) -> Network.parse(text).orElseThrow())
		.toList();

	private static final Network GLOBAL_UNICAST = Network.parse("2000::/3").orElseThrow();

	private static final Network NAT64 = Network.parse("64:ff9b::/96").orElseThrow();

	private final Set<String> hosts = new HashSet<>();

	private final Set<Network> networks = new HashSet<>();

	/**
	 * Reads what the administrator allows.
	 * @throws CannotStartException if that makes no sense
	 */
	InternalAddresses(NoticeSettings settings) {
		for (String allowed : settings.internal()) {
			String host = allowed.strip().toLowerCase(Locale.ROOT);
			Network.parse(host).ifPresentOrElse(this.networks::add, () -> {
				if (!host.matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?")) {
					throw new CannotStartException(
							"strapper.notify.internal is a list of hosts and networks, e.g. [gotify.lan, 10.1.0.0/16]");
				}
				this.hosts.add(host);
			});
		}
	}

	/**
	 * The address of a host.
	 * @param host a name, or an address however it is spelled
	 * @param trusted whether an administrator has chosen the host
	 * @throws UndeliveredException if it has none, or one that is not allowed
	 */
	InetAddress resolve(String host, boolean trusted) throws UndeliveredException {
		InetAddress[] all;
		try {
			all = InetAddress.getAllByName(host);
		}
		catch (UnknownHostException ex) {
			throw new UndeliveredException("The name of the receiver's host cannot be resolved.");
		}
		if (!trusted && !this.hosts.contains(host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", ""))) {
			for (InetAddress address : all) {
				check(address);
			}
		}
		return all[0];
	}

	private void check(InetAddress address) throws UndeliveredException {
		boolean allowed = this.networks.stream().anyMatch((network) -> network.contains(address));
		if (!allowed && (!isPublic(address) || isOwn(address))) {
			throw UndeliveredException.forGood("The receiver has an internal address, and strapper.notify.internal "
					+ "does not name it. Ask an administrator.");
		}
	}

	/** Behind NAT64 (RFC 6052) the address of IPv4 counts that is in it. */
	static boolean isPublic(InetAddress address) {
		if (NAT64.contains(address)) {
			return isPublic(embedded(address.getAddress()));
		}
		return NOT_PUBLIC.stream().noneMatch((network) -> network.contains(address))
				&& (address instanceof Inet4Address || GLOBAL_UNICAST.contains(address));
	}

	private static InetAddress embedded(byte[] address) {
		try {
			return InetAddress.getByAddress(Arrays.copyOfRange(address, 12, 16));
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static boolean isOwn(InetAddress address) {
		try {
			return NetworkInterface.getByInetAddress(address) != null;
		}
		catch (SocketException ex) {
			return true;
		}
	}

}
