package io.strapper.outline;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.strapper.testing.CpuTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class GroupsTests {

	private static Groups of(Stream<String> lines) {
		Groups groups = new Groups();
		long[] number = { 0 };
		lines.forEach((line) -> groups.line(number[0]++, line));
		return groups;
	}

	private static List<String> shown(String text) {
		List<String> lines = List.of(text.split("/n"));
		return of(lines.stream()).list(lines.size(), false, null)
			.stream()
			.map((group) -> group.depth() + " " + group.name() + " " + group.firstLine() + "-" + group.lastLine())
			.toList();
	}

	static Stream<Arguments> logs() {
		String gitlab = "section_start:1560896352:%1$s[collapsed=true]\r\u001b[0K\u001b[1mTitle of %1$s\u001b[0m";
		return Stream.of(Arguments.of("GitHub", "::group::Build/nx/n::endgroup::/ny", List.of("0 Build 0-2")),
				Arguments.of("Azure, Gitea", "##[group]Build/nx/n##[endgroup]/ny", List.of("0 Build 0-2")),
				Arguments.of("ours", "##strapper[group] Build/nx/n##strapper[endgroup]/ny", List.of("0 Build 0-2")),
				Arguments.of("nested",
						"::group::A/n::group::B/n::endgroup::/n##strapper[group]C/n##strapper[endgroup]/n::endgroup::",
						List.of("0 A 0-5", "1 B 1-2", "1 C 3-4")),
				Arguments.of("unclosed", "::group::A/n::group::B/nx", List.of("0 A 0-2", "1 B 1-2")),
				Arguments.of("an inner one unclosed", "::group::A/n##strapper[group]B/n::endgroup::/nx",
						List.of("0 A 0-2", "1 B 1-2")),
				Arguments.of("an end alone", "::endgroup::/n::group::A/nx", List.of("0 A 1-2")),
				Arguments.of("without a name", "::group::/n::group::  ", List.of("0 Group 0-1", "1 Group 1-1")),
				Arguments.of("GitLab",
						String.format(gitlab, "build") + "/nx/nsection_end:1560896353:build\r\u001b[0K/ny",
						List.of("0 Title of build 0-2")),
				Arguments.of("GitLab without a title", "section_start:1:build/nx", List.of("0 build 0-1")),
				Arguments.of("GitLab, the outer one ended",
						"section_start:1:a/nsection_start:1:b/nsection_end:2:a/nsection_end:2:b",
						List.of("0 a 0-2", "1 b 1-2")),
				Arguments.of("Travis",
						"travis_fold:start:install.1\r\u001b[0K/nx/ntravis_fold:end:install.1\r\u001b[0K/ny",
						List.of("0 install.1 0-2")),
				Arguments.of("TeamCity",
						"##teamcity[blockOpened name='It|'s |[a|]|nb' description='x']/n"
								+ "##teamcity[blockClosed name='It|'s |[a|]|nb']/nx",
						List.of("0 It's [a] b 0-1")),
				Arguments.of("TeamCity, another message", "##teamcity[progressMessage 'x']", List.of()),
				Arguments.of("Buildkite", "--- :docker: Build/nx/n~~~ Cache it/ny/n+++ Test",
						List.of("0 :docker: Build 0-1", "0 Cache it 2-3", "0 Test 4-4")),
				Arguments.of("Buildkite in a group", "::group::A/n--- B/n--- C/n::endgroup::/n--- D",
						List.of("0 A 0-3", "1 B 1-1", "1 C 2-3", "0 D 4-4")),
				Arguments.of("Ansible",
						"PLAY [all] ****/n/nTASK [Copy it] ***/nok/n/nRUNNING HANDLER [web : restart] ****/nPLAY RECAP ****/nx",
						List.of("0 PLAY all 0-5", "1 TASK Copy it 2-4", "1 RUNNING HANDLER web : restart 5-5",
								"0 PLAY RECAP 6-7")),
				Arguments.of("words of Ansible", "TASK [x]/nPLAY it again/nTASK **", List.of()),
				Arguments.of("a name with controls", "::group::A\u0007 \u202eB\u001b[31m\tC", List.of("0 A B C 0-0")),
				Arguments.of("a diff of Git", "--- a/x/n+++ b/x/n@@ -1 +1 @@/n--- /dev/null", List.of()),
				Arguments.of("a diff of files", "--- old.txt\t2026-01-01 00:00:00/n+++ new.txt", List.of()),
				Arguments.of("a diff of words, in a section", "--- Test/n--- Expected/n+++ Actual/n@@ @@/nx",
						List.of("0 Test 0-4")),
				Arguments.of("Go's tests", "--- FAIL: TestOf (0.00s)/n--- PASS: TestOf (0.00s)", List.of()),
				Arguments.of("YAML and Markdown", "---/n--- # list/n--- !x/n--- |/n~~~/n~~~ python/n-----/n----  x",
						List.of()),
				Arguments.of("a title between dashes", "--- 127.0.0.1 ping statistics ---", List.of()),
				Arguments.of("a trace of the shell", "+ echo x/n+++ date/n++ basename y", List.of()),
				Arguments.of("a trace from its beginning", "--- Build/nx/n+++ date/n++ basename y/nx",
						List.of("0 Build 0-4")),
				Arguments.of("not at the start", "x ::group::A/n ##[group]B/n  --- C/nsection_start", List.of()));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("logs")
	void readsMarkers(String name, String text, List<String> groups) {
		assertThat(shown(text)).isEqualTo(groups);
	}

	@Test
	void tellsHowAGroupWent() {
		Groups groups = of(Stream.of("::group::A", "x", "::endgroup::", "::group::B", "::group::C", "y"));

		assertThat(groups.list(6, true, null)).extracting(Group::state)
			.containsExactly(Group.State.ENDED, Group.State.RUNNING, Group.State.RUNNING);
		assertThat(groups.list(6, false, new Finding(1, "x"))).extracting(Group::state)
			.containsExactly(Group.State.FAILED, Group.State.ENDED, Group.State.ENDED);
		assertThat(groups.list(6, false, new Finding(5, "y"))).extracting(Group::state)
			.containsExactly(Group.State.ENDED, Group.State.FAILED, Group.State.FAILED);
	}

	@Test
	void cutsALongName() {
		assertThat(shown("::group::" + "😀".repeat(500))).containsExactly("0 " + "😀".repeat(200) + " 0-0");
	}

	@Test
	void keepsBoundedManyAndBoundedDeepGroups() throws Throwable {
		assertThat(CpuTime.of(() -> {
			Groups flat = of(IntStream.range(0, 200_000).mapToObj((i) -> (i % 2 == 0) ? "::group::A" : "::endgroup::"));
			assertThat(flat.list(200_000, false, null)).hasSize(Groups.MOST)
				.allMatch((group) -> group.depth() == 0 && group.lastLine() == group.firstLine() + 1);

			Groups deep = of(Stream.concat(Stream.generate(() -> "::group::A").limit(100_000),
					Stream.generate(() -> "::endgroup::").limit(100_000)));
			assertThat(deep.list(200_000, false, null)).hasSize(Groups.DEEPEST);
			assertThat(deep.list(200_000, false, null).get(0).lastLine()).isEqualTo(199_999);

			Groups headings = of(IntStream.range(0, 100_000).mapToObj((i) -> (i % 3 == 0) ? "--- A" : "+++ B"));
			assertThat(headings.list(100_000, false, null)).hasSizeLessThanOrEqualTo(Groups.MOST);

			of(Stream.generate(() -> "##teamcity[blockOpened name='" + "|'".repeat(500_000)).limit(300));
		})).isLessThan(Duration.ofSeconds(20));
	}

}
