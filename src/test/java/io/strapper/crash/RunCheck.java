package io.strapper.crash;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

import tools.jackson.databind.JsonNode;

/** Holds a run that has ended to what it should have done. */
final class RunCheck {

	private final CrashScript script;

	private final Predicate<JsonNode> mayBeLost;

	private final CrashReport report;

	/**
	 * Checks runs.
	 * @param mayBeLost whether the reason that a lost run tells is true
	 */
	RunCheck(CrashScript script, Predicate<JsonNode> mayBeLost, CrashReport report) {
		this.script = script;
		this.mayBeLost = mayBeLost;
		this.report = report;
	}

	void ended(JsonNode run) {
		String app = run.get("app").asString();
		int number = run.get("number").asInt();
		List<String> lines = this.script.log(app, number).lines().filter((line) -> line.startsWith("line ")).toList();
		if (run.get("status").asString().equals("lost")) {
			lost(run, lines, this.script.lines(app, number));
		}
		else {
			finished(run, lines, this.script.lines(app, number));
		}
		long begun = begun(app, number);
		if (begun > 1 || (begun == 0 && !lines.isEmpty())) {
			wrong("was begun %d times".formatted(begun), run);
		}
		this.report.ended(run.get("status").asString(), lines.size());
	}

	private long begun(String app, int number) {
		return this.script.marks(app).stream().filter((mark) -> mark.begin() && mark.run() == number).count();
	}

	private void finished(JsonNode run, List<String> lines, List<String> expected) {
		int code = this.script.code(run.get("app").asString(), run.get("number").asInt());
		if (!run.get("status").asString().equals((code == 0) ? "succeeded" : "failed")
				|| run.get("exitCode").asInt(-1) != code || !run.get("reason").isNull()) {
			wrong("should have exited with " + code, run);
		}
		if (!lines.equals(expected)) {
			wrong("should have %d lines instead of %s".formatted(expected.size(), lines), run);
		}
		String log = this.script.log(run.get("app").asString(), run.get("number").asInt());
		if (run.get("size").asLong() != log.getBytes(StandardCharsets.UTF_8).length) {
			wrong("has a log of another size", run);
		}
	}

	/** It was ended in the middle of a line, perhaps. */
	private void lost(JsonNode run, List<String> lines, List<String> expected) {
		int whole = Math.max(0, lines.size() - 1);
		if (lines.size() > expected.size() || !lines.subList(0, whole).equals(expected.subList(0, whole))
				|| (!lines.isEmpty() && !expected.get(whole).startsWith(lines.get(whole)))) {
			wrong("has other lines than it printed: " + lines, run);
		}
		if (!run.get("exitCode").isNull() || !this.mayBeLost.test(run)) {
			wrong("should not be lost", run);
		}
	}

	private void wrong(String what, JsonNode run) {
		this.report.wrong("Run %s/%s %s: %s", run.get("app").asString(), run.get("number"), what, run);
	}

}
