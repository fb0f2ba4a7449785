package io.strapper.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A user of this machine, other than the server's, as whom runs are started.
 *
 * @param name the user's name
 * @param uid the user's number
 * @param gid the number of the user's first group
 * @param folder the user's home directory, not Strapper's
 */
public record RunUser(String name, int uid, int gid, String folder) {

	/** Nobody replaces the files of others in a folder with this bit. */
	private static final int STICKY = 01000;

	private static final int OTHERS_MAY_WRITE = 0002;

	private static final int GROUP_MAY_WRITE = 0020;

	/**
	 * The program that changes the user, by its absolute path: no PATH may replace it.
	 */
	public static final String SETPRIV = "/usr/bin/setpriv";

	/**
	 * Looks a user up and tries whether processes can be started as that user.
	 * @throws CannotStartException if there is no such user, or if they cannot
	 */
	static RunUser find(String name) {
		Output entry = run(List.of("getent", "passwd", "--", name));
		String[] fields = entry.text().strip().split(":");
		if (!entry.succeeded() || fields.length < 6) {
			throw new CannotStartException(
					"strapper.run-as: this machine has no user named %s. Make one, or remove the setting."
						.formatted(name));
		}
		RunUser user = new RunUser(fields[0], Integer.parseInt(fields[2]), Integer.parseInt(fields[3]), fields[5]);
		if (user.uid() == 0) {
			throw new CannotStartException("strapper.run-as cannot be root. Name a user who may do less.");
		}
		Output trial = run(user.command("id", "-u"));
		if (!trial.succeeded() || !trial.text().strip().equals(String.valueOf(user.uid()))) {
			throw new CannotStartException(
					("strapper.run-as: no process can be started as %s (%s). The server must run "
							+ "as root, and needs setpriv (package util-linux).")
						.formatted(name, trial.text().strip()));
		}
		return user;
	}

	/** A command that runs another one as this user. */
	private List<String> command(String... command) {
		List<String> whole = new ArrayList<>(List.of(SETPRIV, "--reuid=" + this.uid, "--regid=" + this.gid,
				"--init-groups", "--inh-caps=-all", "--"));
		whole.addAll(Arrays.asList(command));
		return whole;
	}

	/** Whether this user can execute a file, or pass through a folder. */
	public boolean canExecute(Path path) {
		return run(command("test", "-x", path.toString())).succeeded();
	}

	/**
	 * Whether this user could change a file, or what is in a folder, or put another in
	 * its place. Groups beside root's count as this user's.
	 */
	public boolean canChange(Path path) {
		try {
			Path real = path.toRealPath();
			if (canWrite(real)) {
				return true;
			}
			for (Path folder = real.getParent(); folder != null; folder = folder.getParent()) {
				if (canWrite(folder) && (attribute(folder, "mode") & STICKY) == 0) {
					return true;
				}
			}
			return false;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private boolean canWrite(Path path) throws IOException {
		int mode = attribute(path, "mode");
		return attribute(path, "uid") == this.uid || (mode & OTHERS_MAY_WRITE) != 0
				|| ((mode & GROUP_MAY_WRITE) != 0 && attribute(path, "gid") != 0);
	}

	private static int attribute(Path path, String name) throws IOException {
		return (int) Files.getAttribute(path, "unix:" + name);
	}

	private static Output run(List<String> command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			process.getOutputStream().close();
			String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return new Output(process.waitFor() == 0, text);
		}
		catch (IOException ex) {
			return new Output(false, String.valueOf(ex.getMessage()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What a command printed.
	 *
	 * @param succeeded whether its exit code was 0
	 */
	private record Output(boolean succeeded, String text) {

	}

}
