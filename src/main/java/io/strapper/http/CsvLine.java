package io.strapper.http;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** A line of CSV (RFC 4180). */
public final class CsvLine {

	private CsvLine() {
	}

	/**
	 * A line with its end. A spreadsheet takes no cell of it for a formula.
	 * @param cells texts, numbers and instants; null is an empty cell
	 */
	public static String of(@Nullable Object... cells) {
		return Arrays.stream(cells).map(CsvLine::cell).collect(Collectors.joining(",", "", "\r\n"));
	}

	private static String cell(@Nullable Object cell) {
		String text = (cell != null) ? cell.toString() : "";
		boolean formula = cell instanceof CharSequence && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
		String safe = formula ? "'" + text : text;
		return safe.matches("[^\",\r\n]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
	}

}
