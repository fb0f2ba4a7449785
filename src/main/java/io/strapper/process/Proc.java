package io.strapper.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What Linux tells about processes, see proc(5); nothing about a process that is gone.
 */
final class Proc {

	private Proc() {
	}

	/**
	 * The fields of a process from the third one on: field 3, its state, is element 0.
	 * @param pid the process
	 * @return the fields, none if there is no such process
	 */
	static List<String> stat(long pid) {
		String stat = ShortFile.read(Path.of("/proc", Long.toString(pid), "stat"));
		// Field 2, the name in brackets, may hold anything: blanks and brackets too
		String rest = stat.substring(stat.lastIndexOf(')') + 1).strip();
		return rest.isEmpty() ? List.of() : List.of(rest.split(" "));
	}

	/**
	 * Whether the environment that a process was started with has a variable.
	 * @param pid the process
	 * @param variable its name and value, joined by {@code =}
	 */
	static boolean hasVariable(long pid, String variable) {
		Path process = Path.of("/proc", Long.toString(pid));
		try {
			return ("\0" + ShortFile.read(process.resolve("environ"))).contains("\0" + variable + "\0");
		}
		catch (UncheckedIOException ex) {
			if (hasProgram(process)) {
				throw ex;
			}
			return false;
		}
	}

	/** The kernel's own processes have none, nor has one that is just ending. */
	private static boolean hasProgram(Path process) {
		try {
			// Takes no file descriptor
			Files.readSymbolicLink(process.resolve("exe"));
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** What tells this boot of the machine from all others. */
	static String bootId() {
		return ShortFile.read(Path.of("/proc/sys/kernel/random/boot_id")).strip();
	}

	/** For how long the machine has been up. */
	static Duration uptime() {
		String seconds = ShortFile.read(Path.of("/proc/uptime")).split(" ", 2)[0];
		return seconds.isEmpty() ? Duration.ZERO
				: Duration.ofMillis(new BigDecimal(seconds).movePointRight(3).longValue());
	}

}
