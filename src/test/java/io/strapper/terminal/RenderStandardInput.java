package io.strapper.terminal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Renders the bytes of standard input as one line of HTML for each line of the log: what
 * a comparison with another renderer needs.
 */
public final class RenderStandardInput {

	private RenderStandardInput() {
	}

	public static void main(String[] args) throws IOException {
		try (PrintStream out = new PrintStream(new BufferedOutputStream(System.out, 1 << 16), false,
				StandardCharsets.UTF_8)) {
			Terminal terminal = new Terminal((number, line) -> print(line, out));
			byte[] chunk = new byte[1 << 16];
			for (int count = System.in.read(chunk); count >= 0; count = System.in.read(chunk)) {
				terminal.write(chunk, 0, count);
			}
			for (long number = terminal.frozen(); number < terminal.lineCount(); number++) {
				print(terminal.line(number), out);
			}
		}
	}

	private static void print(Line line, PrintStream out) {
		out.print(HtmlRenderer.html(line));
		out.print('\n');
	}

}
