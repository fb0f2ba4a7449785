package io.strapper.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.strapper.app.Action;
import io.strapper.app.AppId;
import io.strapper.home.Home;
import io.strapper.run.LogRemoved;
import io.strapper.run.Run;
import io.strapper.run.RunDirectory;
import io.strapper.run.RunInProgressException;
import io.strapper.run.StorageSettings;
import io.strapper.testing.SmallDisks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Logs that are kept no longer. */
class RetentionTests {

	@RegisterExtension
	private final SmallDisks disks = new SmallDisks();

	private static final AppId SHOP = new AppId("shop");

	@TempDir
	Path root;

	RunServer server;

	@BeforeEach
	void makeServer() {
		this.server = new RunServer(this.root).script(RunServer.BLOG, "deploy", "true");
	}

	@AfterEach
	void closeServer() {
		this.server.close();
	}

	private RunServer keep(int runs) {
		return this.server
			.storage(new StorageSettings(new StorageSettings.Kept(runs, null, null, null), DataSize.ofBytes(0)));
	}

	private void untilThere(AppId app, Long... numbers) {
		RunServer.until(() -> RunDirectory.numbers(new Home(this.root), app).equals(Set.of(numbers)));
	}

	private Run run(long number) {
		return this.server.runs().find(RunServer.BLOG, number).orElseThrow();
	}

	@Test
	void keepsTheRowsOfAllRunsAndTheLogsOfTheNewest() {
		keep(2).start();
		Run first = this.server.deployed();

		this.server.deployed();
		this.server.deployed();
		this.server.deployed();

		untilThere(RunServer.BLOG, 3L, 4L);
		assertThat(this.server.runs().history(RunServer.BLOG, null, 10)).extracting(Run::number)
			.containsExactly(4L, 3L, 2L, 1L);
		assertThat(run(4).logRemovedAt()).isNull();
		assertThat(run(1).logRemovedAt()).isAfterOrEqualTo(first.finishedAt());
		assertThat(run(1).logRemovedBy()).isNull();
		assertThat(run(1)).usingRecursiveComparison().ignoringFields("logRemovedAt").isEqualTo(first);
		assertThat(this.server.events(LogRemoved.class)).extracting((event) -> event.run().number())
			.containsExactlyInAnyOrder(1L, 2L);
	}

	@Test
	void prefersTheLimitsOfTheApp() {
		keep(100).file(RunServer.BLOG, "app.yml", "keep: {runs: 1}\n").start();

		this.server.deployed();
		this.server.deployed();

		untilThere(RunServer.BLOG, 2L);
	}

	@Test
	void looksAtTheAgeOfLogsWhenItStarts() {
		this.server.start();
		this.server.deployed();
		this.server.deployed();
		this.server.deployed();
		this.server.jdbc()
			.sql("UPDATE run SET finished_at = ? WHERE number < 3")
			.param(OffsetDateTime.now().minusDays(91))
			.update();
		this.server.jdbc()
			.sql("UPDATE run SET finished_at = ? WHERE number = 2")
			.param(OffsetDateTime.now().minusDays(89))
			.update();

		this.server.stop()
			.storage(new StorageSettings(new StorageSettings.Kept(100, Duration.ofDays(90), null, null),
					DataSize.ofBytes(0)))
			.start();

		untilThere(RunServer.BLOG, 2L, 3L);
	}

	@Test
	void looksAtTheSizeOfAllLogs() {
		this.server
			.storage(new StorageSettings(new StorageSettings.Kept(100, null, null, DataSize.ofKilobytes(250)),
					DataSize.ofBytes(0)))
			.script(RunServer.BLOG, "deploy", "head -c 100000 /dev/zero")
			.script(SHOP, "deploy", "head -c 100000 /dev/zero")
			.start();
		this.server.deployed();
		this.server.deployed();

		this.server.ended(this.server.deployer().start(SHOP, Action.DEPLOY, "ann"));

		untilThere(RunServer.BLOG, 2L);
		untilThere(SHOP, 1L);
	}

	@Test
	void leavesALogWhileItIsFollowed() {
		Set<Long> followed = ConcurrentHashMap.newKeySet();
		followed.add(1L);
		keep(1).followed((app, number) -> followed.contains(number)).start();
		this.server.deployed();
		this.server.deployed();

		this.server.deployed();

		untilThere(RunServer.BLOG, 1L, 3L);
		assertThat(run(1).logRemovedAt()).isNull();
		followed.clear();
		this.server.retention().all();
		untilThere(RunServer.BLOG, 3L);
	}

	@Test
	void leavesADirectoryThatNoRunOwns() throws Exception {
		Path stray = Files.createDirectories(this.root.resolve("runs/blog/1"));
		keep(1).start();
		this.server.deployed();

		this.server.deployed();

		untilThere(RunServer.BLOG, 1L, 3L);
		assertThat(stray).isEmptyDirectory();
	}

	@Test
	void finishesWhatAServerThatWasKilledHadBegun() {
		this.server.start();
		Run first = this.server.deployed();
		this.server.deployed();
		this.server.stop();
		this.server.jdbc()
			.sql("UPDATE run SET log_removed_at = ? WHERE number = 1")
			.param(OffsetDateTime.now())
			.update();
		assertThat(this.server.files(first).log()).exists();

		this.server.start();

		untilThere(RunServer.BLOG, 2L);
	}

	@Test
	@Tag("root")
	void goesOnAfterALogThatCannotBeDeleted() throws Exception {
		this.server.start();
		Path busy = this.server.files(this.server.deployed()).directory().path();
		for (int i = 0; i < 3; i++) {
			this.server.deployed();
		}
		this.disks.mount(busy, "1m");
		this.server.stop();
		keep(1).start();

		untilThere(RunServer.BLOG, 1L, 4L);
		this.disks.unmount();
		this.server.retention().all();
		untilThere(RunServer.BLOG, 4L);
	}

	@Test
	void removesALogAtSomebodysWishOnce() {
		this.server.start();
		Run run = this.server.deployed();

		Run removed = this.server.remover().remove(run.app(), run.number(), "ann");

		assertThat(removed.logRemovedBy()).isEqualTo("ann");
		assertThat(this.server.remover().remove(run.app(), run.number(), "eve")).isEqualTo(removed);
		assertThat(this.server.events(LogRemoved.class)).containsExactly(new LogRemoved(removed));
		assertThat(this.server.files(run).log()).doesNotExist();
	}

	@Test
	void removesNoLogOfAnActiveRun() {
		this.server.script(RunServer.BLOG, "deploy", "sleep 60").start();
		Run run = this.server.press(Action.DEPLOY);

		assertThatThrownBy(() -> this.server.remover().remove(run.app(), run.number(), "ann"))
			.isInstanceOf(RunInProgressException.class);

		assertThat(run(1).logRemovedAt()).isNull();
		assertThat(this.server.files(run).log()).exists();
	}

	@Test
	void usesNoNumberAgainThoughTheNewestLogWasRemovedAndTheDatabaseHasForgotten() {
		this.server.start();
		this.server.deployed();
		Run second = this.server.deployed();
		this.server.remover().remove(second.app(), second.number(), "ann");
		assertThat(this.server.files(second).directory().path()).isEmptyDirectory();
		this.server.jdbc().sql("DELETE FROM run").update();

		Run third = this.server.deployed();

		assertThat(third.number()).isEqualTo(3);
	}

	@Test
	void anErrorAtTheLogsOfOneAppStopsNoOther() {
		AppId shop = new AppId("shop");
		this.server.followed((app, number) -> {
			if (app.equals(RunServer.BLOG)) {
				throw new NoClassDefFoundError("In a listener");
			}
			return false;
		});
		keep(1).script(shop, "deploy", "exit 0").start();

		this.server.deployed();
		this.server.deployed();
		this.server.ended(this.server.deployer().start(shop, Action.DEPLOY, "ann"));
		this.server.ended(this.server.deployer().start(shop, Action.DEPLOY, "ann"));

		untilThere(shop, 2L);
		untilThere(RunServer.BLOG, 1L, 2L);
	}

}
