package io.strapper.process;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import io.strapper.run.Printable;
import io.strapper.run.Run;
import org.fusesource.jansi.Ansi;

/**
 * The first and the last line of a log. Control characters in the names of users are
 * replaced.
 */
final class Banner {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	/**
	 * CAN ends whatever escape sequence is unfinished; then style and link are over. A
	 * program that was killed may have left another character set and margins (DECSTR
	 * ends them), and the alternate screen. Not by mode 1049, which would move the cursor
	 * of a terminal that shows the normal one.
	 */
	private static final String RESET = "\u0018" + Ansi.ansi().reset() + "\u001b]8;;\u0007\u001b[!p\u001b[?47l";

	private Banner() {
	}

	/**
	 * The first line of the log.
	 * @param run the run
	 */
	static byte[] first(Run run) {
		return bytes(Ansi.ansi()
			.bold()
			.fgCyan()
			.a("▶ " + title(run) + " of " + run.app() + ", started by " + Printable.of(run.startedBy()) + " at "
					+ TIME.format(run.startedAt()))
			.reset() + "\n");
	}

	/**
	 * A note before the action starts.
	 * @param sentence one sentence
	 */
	static byte[] note(String sentence) {
		return bytes(Ansi.ansi().fgYellow().a("▲ " + Printable.of(sentence)).reset() + "\n");
	}

	/**
	 * What {@code run.sh} takes for the last line: a line that resets the terminal, then
	 * formats of printf(1) for exit code and duration, one for each end: success,
	 * failure, cancel and timeout.
	 * @param run the run
	 */
	static byte[] last(Run run) {
		return bytes(RESET + "\n" + end(Ansi.ansi().fgGreen(), "✔ ", run, "succeeded")
				+ end(Ansi.ansi().fgRed(), "✘ ", run, "failed") + end(Ansi.ansi().bold(), "■ ", run, "cancelled")
				+ end(Ansi.ansi().fgYellow(), "■ ", run, "timed out"));
	}

	private static String end(Ansi style, String sign, Run run, String what) {
		return style.a(sign + title(run) + " " + what + " (exit code %s) after %s").reset() + "\n";
	}

	/**
	 * The last line of a run whose process could not be started.
	 * @param run the run
	 * @param reason one sentence
	 */
	static byte[] notStarted(Run run, String reason) {
		return bytes(Ansi.ansi().fgRed().a("✘ " + title(run) + " could not be started: " + Printable.of(reason)).reset()
				+ "\n");
	}

	private static String title(Run run) {
		return run.action().label() + " #" + run.number();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
