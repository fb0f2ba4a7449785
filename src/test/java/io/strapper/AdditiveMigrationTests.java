package io.strapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A migration leaves a node of the release before it alone: that node reads, writes and
 * deletes rows as if nothing had been added. The releases before nodes ran alone.
 */
class AdditiveMigrationTests {

	/** The migration with which there were nodes. */
	private static final int NODES = 26;

	private static final String NAME = "[a-z_]+";

	/** With a value for the rows of an old node, which does not name the column. */
	private static final String COLUMN = NAME + " (?!.*\\b(NOT NULL(?!.*DEFAULT)(?<!DEFAULT .{1,60}NOT NULL)"
			+ "|UNIQUE|PRIMARY KEY|REFERENCES|CHECK|GENERATED)\\b).+";

	private static final List<String> ALLOWED = List.of(
			"ALTER TABLE %s ADD COLUMN IF NOT EXISTS %s".formatted(NAME, COLUMN),
			"CREATE INDEX IF NOT EXISTS %s ON .+".formatted(NAME),
			// An old node deletes rows without a thought for the new table's
			"CREATE TABLE IF NOT EXISTS %s \\((?!.*REFERENCES (?!%s \\([a-z_, ]+\\) ON DELETE (CASCADE|SET NULL))).+\\)"
				.formatted(NAME, NAME));

	static Stream<Named<Path>> migrations() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
			return files.filter((file) -> version(file) > NODES)
				.sorted()
				.map((file) -> Named.of(file.getFileName().toString(), file))
				.toList()
				.stream();
		}
	}

	private static int version(Path file) {
		return Integer.parseInt(file.getFileName().toString().replaceFirst("V(\\d+)__.*", "$1"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("migrations")
	void aMigrationOnlyAdds(Path file) throws IOException {
		assertThat(refused(Files.readString(file))).isEmpty();
	}

	@Test
	void soDoesTheOneThatNodesAreTestedWith() throws IOException {
		assertThat(refused(Files.readString(Path.of("src/test/resources/db/newer/V9999__newer.sql")))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ALTER TABLE run ADD COLUMN IF NOT EXISTS a BIGINT",
			"ALTER TABLE run ADD COLUMN IF NOT EXISTS a BOOLEAN DEFAULT FALSE NOT NULL",
			"ALTER TABLE run ADD COLUMN IF NOT EXISTS a BOOLEAN NOT NULL DEFAULT FALSE",
			"CREATE INDEX IF NOT EXISTS run_a ON run (a)", "CREATE TABLE IF NOT EXISTS a (b BIGINT PRIMARY KEY)",
			"CREATE TABLE IF NOT EXISTS a (b BIGINT NOT NULL REFERENCES run (id) ON DELETE CASCADE UNIQUE)" })
	void whatAnOldNodeLivesWithIsAllowed(String sql) {
		assertThat(refused(sql)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "DROP TABLE run", "ALTER TABLE run DROP COLUMN node",
			"ALTER TABLE run RENAME COLUMN node TO host", "ALTER TABLE run RENAME TO runs",
			"ALTER TABLE run ALTER COLUMN node TYPE TEXT", "ALTER TABLE run ALTER COLUMN node SET NOT NULL",
			"ALTER TABLE run ALTER COLUMN node DROP DEFAULT", "ALTER TABLE run ADD CONSTRAINT a CHECK (node <> '')",
			"ALTER TABLE run ADD COLUMN IF NOT EXISTS a BIGINT NOT NULL",
			"ALTER TABLE run ADD COLUMN IF NOT EXISTS a BIGINT UNIQUE",
			"ALTER TABLE run ADD COLUMN IF NOT EXISTS a BIGINT REFERENCES share (id)",
			"ALTER TABLE run ADD COLUMN a BIGINT", "CREATE UNIQUE INDEX IF NOT EXISTS a ON run (node)",
			"CREATE TABLE IF NOT EXISTS a (b BIGINT REFERENCES share (id))",
			"CREATE TABLE IF NOT EXISTS a (b BIGINT, FOREIGN KEY (b) REFERENCES share (id))", "DELETE FROM run",
			"UPDATE run SET status = 'over' WHERE status = 'lost'", "TRUNCATE run" })
	void whatAnOldNodeDoesNotLiveWithIsRefused(String sql) {
		assertThat(refused("-- Why\n" + sql + ";\n")).containsExactly(sql);
	}

	/** The statements of a script that do more than to add something. */
	private static List<String> refused(String script) {
		return Stream.of(script.replaceAll("--.*", "").replaceAll("\\s+", " ").split(";"))
			.map(String::strip)
			.filter((statement) -> !statement.isEmpty() && ALLOWED.stream().noneMatch(statement::matches))
			.toList();
	}

}
