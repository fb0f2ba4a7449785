package io.strapper.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.awaitility.Awaitility.await;

/**
 * A control group of Linux, of version 1 or 2, that limits how many processes there are
 * in it. Threads count as processes.
 */
public final class ControlGroup implements AutoCloseable {

	private static final String PURPOSE = "limits the number of processes with a control group";

	private static final Path V1 = Path.of("/sys/fs/cgroup/pids");

	private static final Path V2 = Path.of("/sys/fs/cgroup");

	private final Path group;

	private ControlGroup(Path group) {
		this.group = group;
	}

	/** Makes a group without a limit and without processes. */
	public static ControlGroup create() throws IOException {
		Path parent = Files.isDirectory(V1) ? V1 : V2;
		ControlGroup created = new ControlGroup(parent.resolve("strapper-" + System.nanoTime()));
		if (parent.equals(V2)) {
			Superuser.run(PURPOSE, "sh", "-c", "grep -qw pids " + V2.resolve("cgroup.subtree_control")
					+ " || echo +pids >" + V2.resolve("cgroup.subtree_control"));
		}
		Superuser.run(PURPOSE, "mkdir", created.group.toString());
		return created;
	}

	/** A command of a shell script that puts the shell into the group. */
	public String join() {
		return "echo $$ | " + Superuser.prefix() + "tee " + this.group.resolve("cgroup.procs") + " >/dev/null";
	}

	/** Puts a process with all its threads into the group. */
	public void add(long pid) {
		write("cgroup.procs", Long.toString(pid));
	}

	/** How many processes there are. */
	public int processes() throws IOException {
		return Integer.parseInt(Files.readString(this.group.resolve("pids.current")).strip());
	}

	/** Lets there be so many processes and no more. */
	public void limit(int processes) {
		write("pids.max", Integer.toString(processes));
	}

	/** Lets there be as many processes as the system has. */
	public void unlimit() {
		write("pids.max", "max");
	}

	private void write(String file, String text) {
		Superuser.run(PURPOSE, "sh", "-c", "echo " + text + " >" + this.group.resolve(file));
	}

	/** Waits for the end of all processes in the group, and removes it. */
	@Override
	public void close() {
		await().until(() -> Files.readString(this.group.resolve("cgroup.procs")).isEmpty());
		Superuser.run(PURPOSE, "rmdir", this.group.toString());
	}

}
