package io.strapper.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.strapper.home.Home;
import io.strapper.node.Node;
import io.strapper.watch.WakeUp;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class AppsTests {

	private static final AppId BLOG = new AppId("blog");

	private static final AppAccess ANN_SEES = new AppAccess(false, Set.of("ann"), Set.of());

	private final AtomicLong nanoTime = new AtomicLong();

	@TempDir
	private Path home;

	private JdbcClient jdbc;

	private Apps apps;

	@BeforeEach
	void setUp() throws IOException {
		JdbcDataSource database = new JdbcDataSource();
		database.setURL("jdbc:h2:mem:" + UUID.randomUUID()
				+ ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1");
		Flyway.configure().dataSource(database).load().migrate();
		this.jdbc = JdbcClient.create(database);
		Files.createDirectory(this.home.resolve("apps"));
		this.apps = restarted();
	}

	@Test
	void aFolderIsAnAppAndItsExecutablesAreItsActions() {
		executable("blog/deploy");
		executable("blog/destroy");
		executable("api/deploy");
		write("api/app.yml", "name: The API\ntimeout: 30m\nenvironment:\n  PORT: 80\ndeployers: [bob]\n");

		assertThat(this.apps.all()).extracting(App::id).containsExactly(new AppId("api"), BLOG);
		assertThat(blog()).isEqualTo(new App(BLOG, "blog", null, null, List.of(), path("blog"),
				Set.of(Action.DEPLOY, Action.DESTROY), null, null, Keep.UNSAID, Map.of(), AppAccess.OPEN, List.of()));
		assertThat(this.apps.find(new AppId("api"))).hasValueSatisfying((api) -> {
			assertThat(api.name()).isEqualTo("The API");
			assertThat(api.timeout()).isEqualTo(Duration.ofMinutes(30));
			assertThat(api.environment()).isEqualTo(Map.of("PORT", "80"));
			assertThat(api.access().mayPress(Set.of("bob"))).isTrue();
			assertThat(api.problems()).isEmpty();
		});
	}

	@Test
	void looksAgainWhenTheLastLookIsHalfASecondOld() {
		assertThat(this.apps.all()).isEmpty();
		executable("blog/deploy");
		this.nanoTime.addAndGet(Duration.ofMillis(499).toNanos());
		assertThat(this.apps.all()).isEmpty();
		this.nanoTime.addAndGet(Duration.ofMillis(1).toNanos());
		assertThat(this.apps.all()).hasSize(1);
	}

	@Test
	void plainFilesAndHiddenEntriesAreNoApps() {
		write("README.md", "hello");
		executable(".git/deploy");
		write(".DS_Store", "");

		assertThat(this.apps.all()).isEmpty();
		assertThat(this.apps.unusable()).isEmpty();
		assertThat(this.apps.removed()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "My App", "blog_2", "-blog", "Blog", "a..b", "blog\n" })
	void aFolderWithABadNameIsToldOf(String name) {
		executable(name + "/deploy");
		executable("blog/deploy");

		assertThat(this.apps.unusable()).containsExactly(new UnusableFolder(name,
				"Invalid app name. Rename the folder to 1–63 of a–z, 0–9 and -, with no - at either end."));
		assertThat(this.apps.all()).hasSize(1);
	}

	@Test
	void anUnreadableCatalogueIsToldOf() throws IOException {
		executable("blog/deploy");
		this.apps.all();
		FileSystemUtils.deleteRecursively(this.home.resolve("apps"));
		later();

		assertThat(this.apps.all()).isEmpty();
		assertThat(this.apps.unusable()).singleElement()
			.extracting(UnusableFolder::problem)
			.asString()
			.startsWith("The apps folder cannot be read");
		assertThat(this.apps.removed()).containsExactly(BLOG);
	}

	@Test
	void anExecutableWithoutItsRunBitIsNoAction() {
		write("blog/deploy", "#!/bin/sh\n");
		executable("blog/stop");

		assertThat(blog().actions()).containsExactly(Action.STOP);
		assertThat(blog().problems()).containsExactly("deploy is not executable. Run `chmod +x apps/blog/deploy`.");
		assertThat(blog().access()).isEqualTo(AppAccess.OPEN);
	}

	@Test
	void anAppWithoutDeploySaysSo() {
		executable("blog/stop");

		assertThat(blog().problems())
			.containsExactly("deploy is missing. Add an executable file named deploy to apps/blog.");
		assertThat(blog().actions()).containsExactly(Action.STOP);
	}

	@Test
	void whatEverybodyCanChangeIsNotRun() {
		executable("blog/deploy");
		executable("blog/stop");
		mode("blog/deploy", "rwxrwxrwx");

		assertThat(blog().actions()).containsExactly(Action.STOP);
		assertThat(blog().problems())
			.containsExactly("Anyone on this machine can change deploy. Run `chmod o-w apps/blog/deploy`.");

		mode("blog", "rwxrwxrwx");
		later();
		assertThat(blog().actions()).isEmpty();
		assertThat(blog().access()).isEqualTo(AppAccess.CLOSED);
		assertThat(blog().problems())
			.containsExactly("Anyone on this machine can change this folder. Run `chmod o-w apps/blog`.");
	}

	@Test
	void anAppYamlThatEverybodyCanChangeIsNotBelieved() {
		executable("blog/deploy");
		write("blog/app.yml", "name: Blog");
		mode("blog/app.yml", "rw-rw-rw-");

		assertThat(blog().access()).isEqualTo(AppAccess.CLOSED);
		assertThat(blog().actions()).isEmpty();
		assertThat(blog().problems()).singleElement().asString().contains("chmod o-w apps/blog/app.yml");
	}

	@Test
	void whatIsNoFileIsNoAction() throws IOException {
		Files.createDirectories(path("blog/deploy"));
		Files.createSymbolicLink(path("blog/stop"), path("nowhere"));
		Files.createSymbolicLink(path("blog/destroy"), path("blog/destroy"));

		assertThat(blog().actions()).isEmpty();
		assertThat(blog().problems()).containsExactly(
				"deploy is not a file. Replace it with an executable file, or remove it.",
				"stop is a link to a file that doesn't exist. Fix or remove the link.",
				"destroy cannot be read. Check its owner and permissions.");
	}

	@Test
	void linksAreFollowed(@TempDir Path elsewhere) throws IOException {
		executable("shared");
		Files.createSymbolicLink(path("blog"), elsewhere);
		Files.createSymbolicLink(elsewhere.resolve("deploy"), path("shared"));
		Files.writeString(elsewhere.resolve("real.yml"), "viewers: [ann]");
		Files.createSymbolicLink(elsewhere.resolve("app.yml"), Path.of("real.yml"));

		assertThat(blog().folder()).isEqualTo(path("blog"));
		assertThat(blog().actions()).containsExactly(Action.DEPLOY);
		assertThat(blog().access()).isEqualTo(ANN_SEES);

		Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwxrwxrwx"));
		later();
		assertThat(blog().actions()).isEmpty();
	}

	@Test
	void aLinkToNowhereIsToldOf() throws IOException {
		Files.createSymbolicLink(path("blog"), path("nowhere"));

		assertThat(this.apps.all()).isEmpty();
		assertThat(this.apps.unusable()).containsExactly(
				new UnusableFolder("blog", "This is a link to a folder that doesn't exist. Fix the link."));
	}

	@Test
	void aBrokenAppYamlLeavesNoButtonAndTheOthersUntouched() {
		executable("blog/deploy");
		executable("api/deploy");
		write("blog/app.yml", "name: Blog\ntimeout: soon\n");

		assertThat(blog().problems()).singleElement()
			.asString()
			.startsWith("app.yml, line 2: 'soon' is not a valid timeout");
		assertThat(blog().actions()).isEmpty();
		assertThat(blog().access()).isEqualTo(AppAccess.CLOSED);
		assertThat(this.apps.find(new AppId("api"))).hasValueSatisfying((api) -> {
			assertThat(api.actions()).containsExactly(Action.DEPLOY);
			assertThat(api.problems()).isEmpty();
		});
	}

	@Test
	void anAppYamlThatIsNoTextIsBroken() throws IOException {
		executable("blog/deploy");
		Files.write(path("blog/app.yml"), new byte[] { 'a', ':', (byte) 0xff });
		assertThat(blog().problems()).containsExactly("app.yml is not UTF-8. Save it as UTF-8.");

		write("blog/app.yml", "name: " + "x".repeat(64 * 1024));
		later();
		assertThat(blog().problems()).containsExactly("app.yml is longer than 64 KiB. Shorten it.");

		Files.delete(path("blog/app.yml"));
		Files.createDirectory(path("blog/app.yml"));
		later();
		assertThat(blog().problems()).containsExactly("app.yml is not a file. Replace it with a text file.");

		Files.delete(path("blog/app.yml"));
		Files.createSymbolicLink(path("blog/app.yml"), path("nowhere"));
		later();
		assertThat(blog().problems()).containsExactly("app.yml is a link to a file that doesn't exist. Fix the link.");
		assertThat(blog().access()).isEqualTo(AppAccess.CLOSED);
	}

	@Test
	void appYamlByAnotherNameIsToldOf() {
		executable("blog/deploy");
		write("blog/app.yaml", "viewers: [ann]");

		assertThat(blog().problems()).containsExactly("app.yaml is ignored. Rename it to app.yml.");
		assertThat(blog().access()).isEqualTo(AppAccess.CLOSED);
	}

	@Test
	void aChangedAppYamlIsReadAgain() throws IOException {
		executable("blog/deploy");
		write("blog/app.yml", "viewers: [ann]");
		assertThat(blog().access().maySee(Set.of("ann"))).isTrue();

		// As many bytes, in the same file, with the same time: only its ctime tells.
		FileTime modified = Files.getLastModifiedTime(path("blog/app.yml"));
		write("blog/app.yml", "viewers: [bob]");
		Files.setLastModifiedTime(path("blog/app.yml"), modified);
		later();

		assertThat(blog().access().maySee(Set.of("ann"))).isFalse();
		assertThat(blog().access().maySee(Set.of("bob"))).isTrue();
	}

	@Test
	void aFolderThatNeverHadAnAppYamlIsOpen() {
		executable("blog/deploy");

		assertThat(this.apps.access(BLOG)).contains(AppAccess.OPEN);
		assertThat(restarted().access(BLOG)).contains(AppAccess.OPEN);
	}

	@Test
	void groupsAreKnownAfterARestart() throws IOException {
		executable("blog/deploy");
		write("blog/app.yml", "viewers: [ann, '@the team']\ndeployers: ['@leads']");
		AppAccess access = blog().access();
		FileSystemUtils.deleteRecursively(path("blog"));

		assertThat(restarted().access(BLOG)).contains(access);
	}

	@Test
	void anAppWhoseAppYamlIsGoneIsClosedAlsoAfterARestart() throws IOException {
		executable("blog/deploy");
		write("blog/app.yml", "viewers: [ann]");
		this.apps.all();
		Files.delete(path("blog/app.yml"));

		this.apps = restarted();
		assertThat(this.apps.access(BLOG)).contains(AppAccess.CLOSED);
		assertThat(blog().actions()).isEmpty();
		assertThat(blog().problems()).singleElement()
			.asString()
			.startsWith("app.yml is missing, so only administrators can see");

		write("blog/app.yml", "name: Blog");
		later();
		assertThat(this.apps.access(BLOG)).contains(AppAccess.OPEN);
		assertThat(blog().actions()).containsExactly(Action.DEPLOY);
	}

	@Test
	void aRemovedAppIsKnownToThoseWhoCouldLastSeeIt() throws IOException {
		executable("blog/deploy");
		write("blog/app.yml", "viewers: [ann]");
		this.apps.all();
		// `rm -r` in slow motion
		Files.delete(path("blog/app.yml"));
		later();
		assertThat(this.apps.access(BLOG)).contains(AppAccess.CLOSED);
		FileSystemUtils.deleteRecursively(path("blog"));
		later();

		assertThat(this.apps.find(BLOG)).isEmpty();
		assertThat(this.apps.removed()).containsExactly(BLOG);
		assertThat(this.apps.access(BLOG)).contains(ANN_SEES);
		assertThat(restarted().access(BLOG)).contains(ANN_SEES);
		assertThat(restarted().removed()).containsExactly(BLOG);
	}

	@Test
	void anAppYamlThatCouldNeverBeReadClosesTheHistoryToo() throws IOException {
		executable("blog/deploy");
		this.apps.all();
		write("blog/app.yml", "viewers: ann");
		later();
		this.apps.all();
		FileSystemUtils.deleteRecursively(path("blog"));

		assertThat(restarted().access(BLOG)).contains(AppAccess.CLOSED);
	}

	@Test
	void anAppThatNeverWasIsUnknown() {
		assertThat(this.apps.access(BLOG)).isEmpty();
		assertThat(this.apps.find(BLOG)).isEmpty();
	}

	@Test
	void foldersThatComeAndGoHarmNobody() throws Exception {
		executable("api/deploy");
		Thread churn = new Thread(() -> {
			for (int i = 0; i < 300; i++) {
				executable("blog/deploy");
				write("blog/app.yml", "viewers: [ann]");
				delete("blog");
			}
		});
		churn.start();

		while (churn.isAlive()) {
			later();
			assertThat(this.apps.all()).extracting(App::id).contains(new AppId("api"));
			assertThat(this.apps.unusable()).isEmpty();
		}
		churn.join();
	}

	@Test
	void anUnchangedAppYamlIsNotParsedAgain() throws IOException {
		write("blog/app.yml", "viewers: [ann]");
		AppYamlFile file = new AppYamlFile();

		AppYaml first = file.read(path("blog"));
		assertThat(file.read(path("blog"))).as("so young that a change may hide").isNotSameAs(first);

		await().until(() -> {
			FileTime changed = (FileTime) Files.getAttribute(path("blog/app.yml"), "unix:ctime");
			return changed.toInstant().isBefore(Instant.now().minusMillis(2100));
		});
		AppYaml second = file.read(path("blog"));
		assertThat(file.read(path("blog"))).isSameAs(second);
	}

	static Stream<Arguments> changes() {
		return Stream.of(change("a new app", "api", (test) -> test.executable("api/deploy")),
				change("another text", "Other", (test) -> test.write("blog/app.yml", "name: Other")),
				change("another file", "Other", (test) -> {
					test.write("blog/new", "name: Other");
					Files.move(test.path("blog/new"), test.path("blog/app.yml"), StandardCopyOption.ATOMIC_MOVE);
				}), change("a new executable", "STOP", (test) -> test.executable("blog/stop")),
				change("no executable any more", "deploy is missing", (test) -> Files.delete(test.path("blog/deploy"))),
				change("another mode", "not executable", (test) -> test.mode("blog/deploy", "rw-r--r--")),
				change("another mode of the folder", "Anyone", (test) -> test.mode("blog", "rwxrwxrwx")),
				change("no such folder any more", "no apps: []", (test) -> test.delete("blog")),
				change("another folder", "Other", (test) -> {
					Files.move(test.path("blog"), test.home.resolve("away"));
					test.write("blog/app.yml", "name: Other");
				}), change("another name of the folder", "moved",
						(test) -> Files.move(test.path("blog"), test.path("moved"))));
	}

	private static Arguments change(String name, String expected, Change change) {
		return Arguments.of(Named.of(name, change), expected);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("changes")
	void theKernelTellsOfAChangeWhileTimeStandsStill(Change change, String expected) throws Exception {
		executable("blog/deploy");
		write("blog/app.yml", "name: Blog");
		try (WakeUp wakeUp = WakeUp.start("test")) {
			this.apps = apps(wakeUp);
			assertThat(blog().name()).isEqualTo("Blog");
			long version = this.apps.version();

			change.make(this);

			this.nanoTime.set(FolderNews.MAX_AGE.toNanos());
			await().until(() -> "no apps: " + this.apps.all(), (told) -> told.contains(expected));
			assertThat(this.apps.version()).isGreaterThan(version);
		}
	}

	static Stream<Arguments> changesOfSecrets() {
		return Stream.of(
				change("another mode of the hook's secret", "chmod 600 apps/blog/hook-secret",
						(test) -> test.mode("blog/hook-secret", "rw-r-----")),
				change("no secret of the hook any more", "hook-secret, the secret for webhooks, is missing",
						(test) -> Files.delete(test.path("blog/hook-secret"))),
				change("a short secret of the hook", "too short", (test) -> test.write("blog/hook-secret", "short")),
				change("another mode of a secret", "chmod 600 secrets/KEY",
						(test) -> test.mode("blog/secrets/KEY", "rw-r-----")),
				change("no secret any more", "secrets/KEY does not exist",
						(test) -> Files.delete(test.path("blog/secrets/KEY"))),
				change("a short secret", "shorter than", (test) -> test.write("blog/secrets/KEY", "x")),
				change("no folder of secrets any more", "secrets/KEY does not exist",
						(test) -> test.delete("blog/secrets")),
				change("another folder of secrets", "shorter than", (test) -> {
					test.write("blog/new/KEY", "x");
					test.mode("blog/new/KEY", "rw-------");
					Files.move(test.path("blog/secrets"), test.path("blog/old"));
					Files.move(test.path("blog/new"), test.path("blog/secrets"));
				}));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("changesOfSecrets")
	void theKernelTellsOfFilesThatAnAppYamlNames(Change change, String expected) throws Exception {
		executable("blog/deploy");
		write("blog/app.yml", "hook: {secret-file: hook-secret}\nsecrets: [KEY]");
		try (WakeUp wakeUp = WakeUp.start("test")) {
			this.apps = apps(wakeUp);
			this.nanoTime.set(FolderNews.MAX_AGE.toNanos());
			assertThat(blog().problems()).hasSize(2);
			write("blog/hook-secret", "a secret of some length");
			mode("blog/hook-secret", "rw-------");
			await().until(() -> blog().problems().size() == 1);
			write("blog/secrets/KEY", "a secret value");
			mode("blog/secrets/KEY", "rw-------");
			await().until(() -> blog().problems().isEmpty());

			change.make(this);

			await().until(() -> blog().problems().toString(), (told) -> told.contains(expected));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "key", "deep/er/key" })
	void aSecretElsewhereIsLookedAt(String name, @TempDir Path elsewhere) throws Exception {
		executable("blog/deploy");
		Path secret = name.equals("key") ? elsewhere.resolve(name) : path("blog").resolve(name);
		write("blog/app.yml", "secrets: {KEY: {file: %s}}".formatted(name.equals("key") ? secret : name));
		try (WakeUp wakeUp = WakeUp.start("test")) {
			this.apps = apps(wakeUp);
			this.nanoTime.set(FolderNews.MAX_AGE.toNanos());
			assertThat(blog().problems()).hasSize(1);

			Files.createDirectories(secret.getParent());
			Files.writeString(secret, "a secret value");
			Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));

			this.nanoTime.addAndGet(FolderNews.MAX_AGE.toNanos());
			assertThat(blog().problems()).isEmpty();
		}
	}

	@Test
	void whatTheKernelDoesNotTellOfIsSeenAfterAFewSeconds() throws Exception {
		executable("blog/deploy");
		write("blog/app.yml", "name: Blog");
		Files.createLink(this.home.resolve("elsewhere"), path("blog/app.yml"));
		try (WakeUp wakeUp = WakeUp.start("test")) {
			this.apps = apps(wakeUp);
			this.nanoTime.set(FolderNews.MAX_AGE.toNanos());
			assertThat(blog().name()).isEqualTo("Blog");

			Files.writeString(this.home.resolve("elsewhere"), "name: Other");

			this.nanoTime.addAndGet(Duration.ofMillis(4999).toNanos());
			assertThat(blog().name()).isEqualTo("Blog");
			this.nanoTime.addAndGet(Duration.ofMillis(1).toNanos());
			assertThat(blog().name()).isEqualTo("Other");
		}
	}

	@Test
	void whatIsBehindALinkIsLookedAt(@TempDir Path elsewhere) throws Exception {
		executable("blog/deploy");
		Files.writeString(elsewhere.resolve("yml"), "name: Blog");
		Files.createSymbolicLink(path("blog/app.yml"), elsewhere.resolve("yml"));
		try (WakeUp wakeUp = WakeUp.start("test")) {
			this.apps = apps(wakeUp);
			this.nanoTime.set(FolderNews.MAX_AGE.toNanos());
			assertThat(blog().name()).isEqualTo("Blog");

			Files.writeString(elsewhere.resolve("yml"), "name: Other");

			this.nanoTime.addAndGet(Duration.ofMillis(499).toNanos());
			assertThat(blog().name()).isEqualTo("Blog");
			this.nanoTime.addAndGet(Duration.ofMillis(1).toNanos());
			assertThat(blog().name()).isEqualTo("Other");
		}
	}

	@Test
	void whatDoesNotChangeIsTheSame() {
		executable("blog/deploy");
		App before = blog();
		long version = this.apps.version();
		later();

		assertThat(blog()).isSameAs(before);
		assertThat(this.apps.version()).isEqualTo(version);
	}

	private Apps restarted() {
		return apps(WakeUp.none());
	}

	private Apps apps(WakeUp wakeUp) {
		return new Apps(new Home(this.home), this.jdbc, wakeUp, this.nanoTime::get, Node.alone());
	}

	private void later() {
		this.nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
	}

	private App blog() {
		return this.apps.find(BLOG).orElseThrow();
	}

	private Path path(String relative) {
		return this.home.resolve("apps").resolve(relative);
	}

	private void executable(String relative) {
		write(relative, "#!/bin/sh\n");
		mode(relative, "rwxr-xr-x");
	}

	private void write(String relative, String text) {
		try {
			Files.createDirectories(path(relative).getParent());
			Files.writeString(path(relative), text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void mode(String relative, String permissions) {
		try {
			Files.setPosixFilePermissions(path(relative), PosixFilePermissions.fromString(permissions));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void delete(String relative) {
		try {
			FileSystemUtils.deleteRecursively(path(relative));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** What somebody does to the folders. */
	private interface Change {

		void make(AppsTests test) throws IOException;

	}

}
