package io.strapper.outline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import io.strapper.log.LogBytes;
import io.strapper.log.Replay;
import io.strapper.log.RunLog;
import io.strapper.outline.Outline.Course;
import io.strapper.testing.SeededTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Real bytes through a terminal: what a log tells, wherever its chunks end. */
class OutlineReaderTests {

	private static final String GITLAB = """
			before
			\033[0Ksection_start:1560896352:build[collapsed=true]\r\033[0K\033[1mBuild it\033[0m
			src/a.c:1:2: error: x
			section_end:1560896353:build\r\033[0K\033[0Ksection_start:1560896353:test\r\033[0KTest it
			$ echo section_start:1:none
			warning: slow
			section_end:1560896354:test\r\033[0K
			travis_fold:start:deploy.1\r\033[0Kdeploying
			travis_fold:end:deploy.1\r\033[0K
			::group::Clean up
			::endgroup::
			the end
			""".replace("\n", "\r\n");

	@TempDir
	private Path folder;

	private Outline outline(String text, int chunk, Course course) throws IOException {
		Path file = this.folder.resolve("log");
		Files.writeString(file, text);
		OutlineReader reader = new OutlineReader();
		RunLog log = new RunLog(file);
		Replay replay = log.replay(reader);
		try (LogBytes bytes = log.open()) {
			while (replay.advance(bytes, Long.MAX_VALUE, chunk)) {
				continue;
			}
		}
		return reader.outline(replay.tail(), course);
	}

	private static List<String> shown(Outline outline) {
		return outline.groups()
			.stream()
			.map((group) -> group.depth() + " " + group.name() + " " + group.firstLine() + "-" + group.lastLine()
					+ (group.closed() ? " closed" : ""))
			.toList();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 7, 16, 50, 65536 })
	void findsMarkersThatEraseThemselvesWhereverTheyAreDivided(int chunk) throws IOException {
		Outline outline = outline(GITLAB, chunk, Course.FAILED);

		assertThat(shown(outline)).containsExactly("0 Build it 1-3 closed", "0 Test it 3-6 closed",
				"0 deploying 7-8 closed", "0 Clean up 9-10 closed");
		assertThat(outline.firstError()).isEqualTo(new Finding(2, "src/a.c:1:2: error: x"));
		assertThat(outline.warnings()).containsExactly(new Finding(5, "warning: slow"));
		assertThat(outline.groups()).extracting(Group::state)
			.containsExactly(Group.State.FAILED, Group.State.ENDED, Group.State.ENDED, Group.State.ENDED);
	}

	@Test
	void findsTheSameWhateverStandsBelow() throws IOException {
		Outline before = outline(GITLAB, 65536, Course.FAILED);
		Outline after = outline(GITLAB + "more\r\n".repeat(500), 65536, Course.FAILED);

		assertThat(after).isEqualTo(before);
	}

	@Test
	void tellsOfARunThatGoesOnWhatIsClear() throws IOException {
		String weak = "::group::A\r\nmake: *** [Makefile:6: parse.o] Error 1\r\n";

		assertThat(outline(weak, 100, Course.RUNNING).firstError()).isNull();
		assertThat(outline(weak, 100, Course.STOPPED).firstError()).isNull();
		assertThat(outline(weak, 100, Course.FAILED).firstError()).isNotNull();
		assertThat(outline("error: x\r\n", 100, Course.RUNNING).firstError()).isEqualTo(new Finding(0, "error: x"));
		assertThat(outline("error: x\r\n", 100, Course.SUCCEEDED).firstError()).isNull();
		assertThat(outline(weak, 100, Course.RUNNING).groups()).extracting(Group::state)
			.containsExactly(Group.State.RUNNING);
	}

	@Test
	void endsAGroupWhoseEndStandsBelowTheLastLine() throws IOException {
		Outline outline = outline("section_start:1:a\r\033[0KA\r\nx\r\nsection_end:2:a\r\033[0K\r\n", 100,
				Course.RUNNING);

		assertThat(shown(outline)).containsExactly("0 A 0-1");
		assertThat(outline.groups()).extracting(Group::state).containsExactly(Group.State.ENDED);
	}

	@Test
	void canBeAskedAgainAndAgainOnTheWay() throws IOException {
		Path file = this.folder.resolve("log");
		Files.writeString(file, GITLAB.repeat(40));
		OutlineReader asked = new OutlineReader();
		OutlineReader left = new OutlineReader();
		RunLog log = new RunLog(file);
		Replay first = log.replay(asked);
		Replay second = log.replay(left);
		try (LogBytes bytes = log.open()) {
			while (first.advance(bytes, Long.MAX_VALUE, 100) | second.advance(bytes, Long.MAX_VALUE, 100)) {
				asked.outline(first.tail(), Course.RUNNING);
			}
		}

		assertThat(asked.outline(first.tail(), Course.FAILED)).isEqualTo(left.outline(second.tail(), Course.FAILED));
	}

	/** Wherever a chunk ends, even inside a marker, the outline is the same. */
	@SeededTest(20)
	void anyChunkingTellsTheSame(long seed) throws IOException {
		Random random = new Random(seed);
		String[] parts = { "section_start:1:a", "section_end:2:a", "travis_fold:start:b", "travis_fold:end:b", "\r",
				"\n", "\033[0K", "\r\n", "::group::C", "::endgroup::", "error: x", "section_", "\033[2A", "text ",
				"\033[2J" };
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < 600; i++) {
			text.append(parts[random.nextInt(parts.length)]);
		}

		Outline whole = outline(text.toString(), 1 << 16, Course.FAILED);
		for (int chunk : new int[] { 1, 2 + random.nextInt(20), 50 + random.nextInt(500) }) {
			assertThat(outline(text.toString(), chunk, Course.FAILED)).isEqualTo(whole);
		}
	}

	@Test
	void noGroupEndsAboveItsBegin() throws IOException {
		Outline outline = outline("a\r\nb\r\nsection_start:1:x\r\033[0KX\r\n\033[3A\r\nsection_end:2:x\r\033[0K\r\n", 7,
				Course.FAILED);

		assertThat(shown(outline)).containsExactly("0 X 2-2 closed");
	}

}
