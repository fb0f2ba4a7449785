package io.strapper.testing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;

/**
 * A host of its own for processes of this machine: a network namespace that one wire, a
 * pair of virtual interfaces, joins with the machine. Both have the same files.
 */
public final class NetworkNamespace implements AutoCloseable {

	private static final String PURPOSE = "makes a network namespace";

	/** A link-local network for which nobody else has a use. */
	private static final String NETWORK = "169.254.213.";

	private final String name = "strapper-" + ProcessHandle.current().pid();

	/** At most 15 characters. */
	private final String wire = "str" + ProcessHandle.current().pid();

	private NetworkNamespace() {
	}

	/** Makes one that is joined. */
	public static NetworkNamespace create() {
		Packages.install("A node is put into a network namespace", "iproute2", Path.of("/sbin/ip"));
		NetworkNamespace made = new NetworkNamespace();
		ip("netns", "add", made.name);
		ip("link", "add", made.wire, "type", "veth", "peer", "name", "eth0", "netns", made.name);
		ip("address", "add", NETWORK + "1/30", "dev", made.wire);
		ip("-n", made.name, "address", "add", NETWORK + "2/30", "dev", "eth0");
		ip("-n", made.name, "link", "set", "lo", "up");
		ip("-n", made.name, "link", "set", "eth0", "up");
		made.mend();
		return made;
	}

	/** The program, and its arguments, that runs a command there; it needs root. */
	public List<String> command() {
		return List.of("ip", "netns", "exec", this.name);
	}

	/** The address by which this machine is reached from there. */
	public InetAddress machine() throws UnknownHostException {
		return InetAddress.getByName(NETWORK + "1");
	}

	/** Cuts the wire: every packet is lost from now on. */
	public void cut() {
		ip("link", "set", this.wire, "down");
	}

	/** Mends the wire. */
	public void mend() {
		ip("link", "set", this.wire, "up");
	}

	private static void ip(String... arguments) {
		String[] command = new String[arguments.length + 1];
		command[0] = "ip";
		System.arraycopy(arguments, 0, command, 1, arguments.length);
		Superuser.run(PURPOSE, command);
	}

	@Override
	public void close() {
		ip("link", "delete", this.wire);
		ip("netns", "delete", this.name);
	}

}
