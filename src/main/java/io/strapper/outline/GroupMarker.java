package io.strapper.outline;

import java.util.Optional;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/**
 * What a line says about groups.
 *
 * @param family the tool whose markers belong together
 * @param kind what it does
 * @param level for headings: a heading ends those of its level and of higher numbers
 * @param key what its end is called too, "" if ends have no name
 * @param name what the group is called, as printed; "" for an end
 */
record GroupMarker(Family family, Kind kind, int level, String key, String name) {

	/** Most characters of a line that are looked at. */
	private static final int LONGEST = 1000;

	private static final Pattern GITHUB = Pattern.compile("^(?:::|##\\[)(end)?group(?:::|\\])(.*)$");

	private static final Pattern STRAPPER = Pattern.compile("^##strapper\\[(end)?group\\](.*)$");

	private static final Pattern TEAMCITY = Pattern
		.compile("^##teamcity\\[block(Opened|Closed) (?:.* )?name='((?:[^'|]|\\|.)*)'");

	/** The name is followed by CR and "erase the line", then by a title. */
	private static final Pattern GITLAB = Pattern
		.compile("^section_(start|end):\\d+:([\\w.-]+)(?:\\[[^\\]]*\\])?(?:\\r?(?:\\x1b\\[0K)?(.*))?$");

	private static final Pattern TRAVIS = Pattern
		.compile("^travis_fold:(start|end):([\\w.-]+)(?:\\r?(?:\\x1b\\[0K)?(.*))?$");

	private static final Pattern ANSIBLE = Pattern
		.compile("^(PLAY|TASK|RUNNING HANDLER) (?:\\[(.*)\\]|(RECAP)) \\*{3,}$");

	private static final Pattern BUILDKITE = Pattern.compile("^(?:---|\\+\\+\\+|~~~) (\\S.*)$");

	/**
	 * Headers of diffs, results of Go's tests, documents of YAML, fences and rules of
	 * Markdown, titles between dashes.
	 */
	private static final Pattern NOT_BUILDKITE = Pattern.compile("^(?:[-+]{3}) (?:\"?[abciow]/|/|.*\\t)"
			+ "|\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d|^--- (?:PASS|FAIL|SKIP|BENCH): |^--- [#!|>{\\[\"'&%*]|^~~~ ?\\w*$"
			+ "|(?:---|\\+\\+\\+|~~~)$");

	/**
	 * Reads a line.
	 * @param text its text; escape sequences may be in it
	 * @return what it says about groups, or empty
	 */
	static Optional<GroupMarker> of(String text) {
		if (text.isEmpty() || "#:stPTR-+~".indexOf(text.charAt(0)) < 0) {
			return Optional.empty();
		}
		String line = text.substring(0, Math.min(text.length(), LONGEST)).stripTrailing();
		return switch (line.charAt(0)) {
			case '#', ':' -> block(line);
			case 's' -> section(Family.GITLAB, GITLAB.matcher(line));
			case 't' -> section(Family.TRAVIS, TRAVIS.matcher(line));
			case 'P', 'T', 'R' -> ansible(ANSIBLE.matcher(line));
			default -> buildkite(line);
		};
	}

	private static Optional<GroupMarker> block(String line) {
		Matcher teamcity = TEAMCITY.matcher(line);
		if (teamcity.find()) {
			String name = teamcity.group(2);
			return Optional.of(teamcity.group(1).equals("Opened") ? begin(Family.TEAMCITY, name, unescaped(name))
					: end(Family.TEAMCITY, name));
		}
		return plain(Family.STRAPPER, STRAPPER.matcher(line)).or(() -> plain(Family.GITHUB, GITHUB.matcher(line)));
	}

	private static Optional<GroupMarker> plain(Family family, Matcher line) {
		if (!line.find()) {
			return Optional.empty();
		}
		return Optional.of((line.group(1) != null) ? end(family, "") : begin(family, "", line.group(2)));
	}

	private static String unescaped(String name) {
		return name.replaceAll("\\|[nrxlp]", " ").replaceAll("\\|0x[0-9a-fA-F]{4}", "?").replaceAll("\\|(.)", "$1");
	}

	private static Optional<GroupMarker> section(Family family, Matcher line) {
		if (!line.find()) {
			return Optional.empty();
		}
		String key = line.group(2);
		String title = line.group(3);
		return Optional.of(line.group(1).equals("end") ? end(family, key)
				: begin(family, key, (title == null || title.isBlank()) ? key : title));
	}

	private static Optional<GroupMarker> ansible(Matcher line) {
		if (!line.find()) {
			return Optional.empty();
		}
		String word = line.group(1);
		String name = (line.group(2) != null) ? line.group(2) : line.group(3);
		return Optional
			.of(new GroupMarker(Family.ANSIBLE, Kind.HEADING, word.equals("PLAY") ? 0 : 1, "", word + " " + name));
	}

	private static Optional<GroupMarker> buildkite(String line) {
		Matcher heading = BUILDKITE.matcher(line);
		if (!heading.find() || NOT_BUILDKITE.matcher(line).find()) {
			return Optional.empty();
		}
		return Optional.of(new GroupMarker(Family.BUILDKITE, Kind.HEADING, 0, "", heading.group(1)));
	}

	private static GroupMarker begin(Family family, String key, String name) {
		return new GroupMarker(family, Kind.BEGIN, 0, key, name);
	}

	private static GroupMarker end(Family family, String key) {
		return new GroupMarker(family, Kind.END, 0, key, "");
	}

	/** Whether this is the end of what another one began. */
	boolean ends(GroupMarker other) {
		return other.family == this.family && other.kind == Kind.BEGIN && other.key.equals(this.key);
	}

	/** Whether this heading ends what another one heads. */
	boolean follows(GroupMarker other) {
		return other.family == this.family && other.kind == Kind.HEADING && other.level >= this.level;
	}

	/** Whose marker it is. */
	enum Family {

		STRAPPER, GITHUB, GITLAB, TRAVIS, TEAMCITY, ANSIBLE, BUILDKITE

	}

	/** What a marker does. */
	enum Kind {

		/** Begins a group that has an end. */
		BEGIN,
		/** Ends a group. */
		END,
		/** Begins a group that the next heading ends. */
		HEADING

	}

}
