package io.strapper.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.strapper.log.Follower;
import io.strapper.log.FrozenPages;
import io.strapper.log.LogLostException;
import io.strapper.log.RunLog;
import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

/** The lines of a log, rendered from the whole of it and by no server. */
public final class RenderedLog {

	private final List<String> lines;

	private final long size;

	private RenderedLog(List<String> lines, long size) {
		this.lines = lines;
		this.size = size;
	}

	/** Renders a log; a run that never began has none. */
	public static RenderedLog of(Path log) throws IOException, LogLostException {
		if (Files.notExists(log)) {
			return new RenderedLog(List.of(), 0);
		}
		Path folder = Files.createTempDirectory("log");
		// A reader of the log itself would leave an index beside it
		RunLog copy = new RunLog(Files.copy(log, folder.resolve("log")));
		try (Follower follower = new Follower(copy)) {
			while (follower.poll(new byte[1 << 16])) {
				continue;
			}
			long size = follower.transcript().offset();
			return new RenderedLog(new FrozenPages(copy).snapshot(size, 0).lines(), size);
		}
		finally {
			FileSystemUtils.deleteRecursively(folder);
		}
	}

	/** How many bytes it has. */
	public long size() {
		return this.size;
	}

	/** Its lines. */
	public List<String> lines() {
		return this.lines;
	}

	/**
	 * The lines as a page shows them that knows some of them by number only: it would
	 * fetch them when somebody scrolls there.
	 * @param page its lines, with null for those
	 */
	public List<@Nullable String> linesFor(List<@Nullable String> page) {
		List<@Nullable String> known = new ArrayList<>(this.lines);
		for (int number = 0; number < page.size() && number < known.size(); number++) {
			if (page.get(number) == null) {
				known.set(number, null);
			}
		}
		return known;
	}

}
