package io.strapper.process.proc;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Identifies a process for ever: a process identifier alone may soon be reused, and start
 * times count from the boot.
 *
 * @param pid the process identifier
 * @param startTime field 22 of {@code /proc/<pid>/stat}: clock ticks since the boot
 * @param boot the identifier of the boot
 */
public record ProcessIdentity(long pid, long startTime, String boot) {

	/**
	 * Reads what {@code run.sh} writes.
	 * @param text the three parts, blanks between them
	 * @return empty if it is not, or not yet, an identity
	 */
	public static Optional<ProcessIdentity> parse(String text) {
		String[] parts = text.strip().split(" ");
		try {
			return (parts.length == 3)
					? Optional.of(new ProcessIdentity(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]))
					: Optional.empty();
		}
		catch (NumberFormatException ex) {
			return Optional.empty();
		}
	}

	/**
	 * The identity of a process.
	 * @param pid its identifier
	 * @return empty if it is gone
	 */
	public static Optional<ProcessIdentity> of(long pid) {
		List<String> stat = Proc.stat(pid);
		return (stat.size() > 19) ? Optional.of(new ProcessIdentity(pid, Long.parseLong(stat.get(19)), Proc.bootId()))
				: Optional.empty();
	}

	/** What {@link #parse} reads. */
	public String text() {
		return this.pid + " " + this.startTime + " " + this.boot;
	}

	/** Whether the process still runs; a zombie counts as ended. */
	public boolean alive() {
		List<String> stat = Proc.stat(this.pid);
		return stat.size() > 19 && !stat.get(0).equals("Z") && stat.get(19).equals(Long.toString(this.startTime))
				&& ofThisBoot();
	}

	/**
	 * The age of the process, by the monotonic clock of the boot; zero if it is of
	 * another boot.
	 */
	public Duration age() {
		// Times in /proc count in ticks of 10 ms, whatever the kernel's own
		Duration start = Duration.ofMillis(10 * this.startTime);
		return ofThisBoot() ? Proc.uptime().minus(start) : Duration.ZERO;
	}

	/** Whether the machine has not been restarted since the process started. */
	public boolean ofThisBoot() {
		return this.boot.equals(Proc.bootId());
	}

}
