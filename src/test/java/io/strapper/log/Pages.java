package io.strapper.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Pages as lists, for tests. */
final class Pages {

	private Pages() {
	}

	static List<String> lines(RenderedLines page) throws IOException {
		try (page) {
			List<String> lines = new ArrayList<>();
			for (String line = page.next(); line != null; line = page.next()) {
				lines.add(line);
			}
			return lines;
		}
	}

}
