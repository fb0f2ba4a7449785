package io.strapper.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.strapper.log.FrozenPages;
import io.strapper.log.RunLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PageReaderTests {

	private static final long ROOM = 10 * PageReader.HELD_CHARACTERS;

	@TempDir
	private Path folder;

	private PageReader reader(String line, int lines, int count) throws IOException {
		Path file = Files.writeString(this.folder.resolve("log"), (line + "\n").repeat(lines));
		return new PageReader(new FrozenPages(new RunLog(file)).page(Files.size(file), 0), count);
	}

	@Test
	void anOrdinaryPageIsHeldWhole() throws IOException {
		try (PageReader reader = reader("short", 1500, 1000); Answer answer = new AnswerBudget(ROOM).begin("ann")) {
			assertThat(reader.hold(answer)).isTrue();

			assertThat(reader.held()).hasSize(1000).containsOnly("short");
		}
	}

	@Test
	void aHugePageIsHeldInPartAndSentWhole() throws IOException {
		String line = "x".repeat(16_000);
		try (PageReader reader = reader(line, 1500, 1000); Answer answer = new AnswerBudget(ROOM).begin("ann")) {
			assertThat(reader.hold(answer)).isFalse();
			assertThat(reader.held()).hasSizeLessThan(70);

			List<String> all = new ArrayList<>();
			reader.all().forEach(all::add);

			assertThat(all).hasSize(1000).containsOnly(line);
		}
	}

	@Test
	void aPageThatLacksLinesIsNeverSentAsAWholeOne() throws IOException {
		try (PageReader reader = reader("x".repeat(16_000), 500, 1000);
				Answer answer = new AnswerBudget(ROOM).begin("ann")) {
			assertThat(reader.hold(answer)).isFalse();

			assertThatThrownBy(() -> reader.all().forEach((line) -> {
			})).isInstanceOf(UncheckedIOException.class);
		}
	}

	@Test
	void thereIsRoomAgainOnceAnAnswerWasSent() throws IOException {
		AnswerBudget budget = new AnswerBudget(100);
		Answer first = budget.begin("ann");
		first.take(60);
		Answer second = budget.begin("ann");

		assertThatThrownBy(() -> second.take(60)).isInstanceOf(TooBusyException.class);
		second.take(40);
		second.close();
		first.close();
		first.close();
		Answer third = budget.begin("ann");
		third.take(100);
		assertThatThrownBy(() -> third.take(1)).isInstanceOf(TooBusyException.class);
	}

	@Test
	void aUserHasAShareOnly() {
		AnswerBudget budget = new AnswerBudget(100 << 20);
		Answer ann = budget.begin("ann");
		ann.take(20 << 20);

		assertThatThrownBy(() -> budget.begin("ann").take(10 << 20)).isInstanceOf(TooBusyException.class);
		budget.begin("bob").take(20 << 20);
	}

}
