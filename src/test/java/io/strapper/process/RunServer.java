package io.strapper.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.strapper.app.Action;
import io.strapper.app.App;
import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.home.Home;
import io.strapper.node.Lease;
import io.strapper.node.Node;
import io.strapper.node.Nodes;
import io.strapper.node.Placement;
import io.strapper.run.FreeSpace;
import io.strapper.run.LogProblems;
import io.strapper.run.LogRemoved;
import io.strapper.run.LogRemover;
import io.strapper.run.LogsInUse;
import io.strapper.run.RecordedLogProblems;
import io.strapper.run.Retention;
import io.strapper.run.Run;
import io.strapper.run.RunChanged;
import io.strapper.run.RunFinished;
import io.strapper.run.RunLedger;
import io.strapper.run.RunLogs;
import io.strapper.run.RunSecrets;
import io.strapper.run.RunStarted;
import io.strapper.run.Runs;
import io.strapper.run.StorageSettings;
import io.strapper.testing.TurnableTicker;
import io.strapper.watch.WakeUps;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/**
 * The packages app and run over a home and a database, without the web: as much of a
 * server as can be closed and started again in a test.
 */
class RunServer implements AutoCloseable {

	static final RunSettings.InputTimeout INPUT_TIMEOUT = new RunSettings.InputTimeout(Duration.ofMinutes(1));

	static final AppId BLOG = new AppId("blog");

	private final Path root;

	private final HikariDataSource database;

	private final TurnableTicker ticker = new TurnableTicker();

	private Clock clock = Clock.tickMillis(ZoneOffset.UTC);

	private Map<String, String> environment = System.getenv();

	private RunSettings settings = new RunSettings(Duration.ofSeconds(10), null, null, RunServer.INPUT_TIMEOUT,
			List.of());

	private StorageSettings storage = storage(0);

	private LogsInUse followed = (app, number) -> false;

	private Class<? extends Launcher> launcher = Launcher.class;

	private AnnotationConfigApplicationContext context;

	private Events events = new Events();

	RunServer(Path root) {
		this(root, embeddedDatabase());
	}

	/**
	 * A server that has yet to be started.
	 * @param root its home
	 * @param database the URL of an empty database
	 */
	RunServer(Path root, String database) {
		this(root, database, Duration.ofSeconds(30));
	}

	/**
	 * A server that has yet to be started.
	 * @param root its home
	 * @param database the URL of an empty database
	 * @param patience how long it waits for a connection to it
	 */
	RunServer(Path root, String database, Duration patience) {
		this.root = root;
		this.database = new HikariDataSource();
		this.database.setJdbcUrl(database);
		this.database.setConnectionTimeout(patience.toMillis());
		Flyway.configure().dataSource(this.database).load().migrate();
	}

	/** The URL of an empty database of the kind that needs no server. */
	static String embeddedDatabase() {
		return "jdbc:h2:mem:" + System.nanoTime()
				+ ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=60000";
	}

	RunServer settings(RunSettings settings) {
		this.settings = settings;
		return this;
	}

	/** Keeps any log, and wants some room for a run. */
	static StorageSettings storage(long minFreeBytes) {
		return new StorageSettings(new StorageSettings.Kept(Integer.MAX_VALUE, null, null, null),
				DataSize.ofBytes(minFreeBytes));
	}

	RunServer followed(LogsInUse followed) {
		this.followed = followed;
		return this;
	}

	RunServer storage(StorageSettings storage) {
		this.storage = storage;
		return this;
	}

	RunServer clock(Clock clock) {
		this.clock = clock;
		return this;
	}

	/** Lets time pass: the clock that is never set goes on by it. */
	void turn(Duration duration) {
		this.ticker.turn(duration);
	}

	RunServer launcher(Class<? extends Launcher> launcher) {
		this.launcher = launcher;
		return this;
	}

	RunServer environment(Map<String, String> environment) {
		this.environment = environment;
		return this;
	}

	/** Gives an app a script for an action. */
	RunServer script(AppId app, String action, String... lines) {
		return file(app, action, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
	}

	/** Gives an app an executable file. */
	RunServer file(AppId app, String name, String text) {
		try {
			Path folder = Files.createDirectories(this.root.resolve("apps").resolve(app.value()));
			Path file = Files.writeString(folder.resolve(name), text);
			Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
			return this;
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	/** Adds a listener to a server that has been started. */
	void onFinished(Consumer<Run> listener) {
		this.events.onFinished = listener;
	}

	RunServer start() {
		this.context = new AnnotationConfigApplicationContext();
		this.events = new Events();
		this.context.registerBean(Home.class, () -> new Home(this.root));
		this.context.registerBean(Node.class, Node::alone);
		this.context.registerBean(Clock.class, () -> this.clock);
		this.context.registerBean(Ticker.class, () -> this.ticker);
		this.context.registerBean(DataSource.class, () -> this.database,
				(definition) -> definition.setDestroyMethodName(""));
		this.context.registerBean(JdbcClient.class, () -> JdbcClient.create(this.database));
		this.context.registerBean(TransactionTemplate.class,
				() -> new TransactionTemplate(new JdbcTransactionManager(this.database)));
		this.context.registerBean(RunSettings.class, () -> this.settings);
		this.context.registerBean(StorageSettings.class, () -> this.storage);
		this.context.registerBean(LogsInUse.class, () -> this.followed);
		this.context.registerBean(RunEnvironment.class,
				() -> new RunEnvironment(this.environment, this.settings.passEnvironment()));
		this.context.registerBean(Events.class, () -> this.events);
		this.context.registerBean(WakeUps.class, () -> new WakeUps(true));
		this.context.register(Nodes.class, Lease.class, Placement.class, Apps.class, Runs.class, RunLedger.class,
				RecordedLogProblems.class, RunLogs.class, RunSecrets.class, this.launcher, Launches.class,
				ActiveRuns.class, RunPublisher.class, EndRequests.class, Transitions.class, Adoption.class,
				TakenRuns.class, Supervisor.class, FreeSpace.class, LogRemover.class, Retention.class, Deployer.class);
		this.context.refresh();
		return this;
	}

	/** The server is gone; its runs go on. */
	RunServer stop() {
		this.context.close();
		return this;
	}

	@Override
	public void close() {
		if (this.context.isActive()) {
			runs().active().forEach((run) -> deployer().cancel(run.app(), run.number(), "test"));
			until(() -> runs().active().isEmpty());
		}
		this.context.close();
		this.database.close();
	}

	Run press(Action action) {
		return deployer().start(BLOG, action, "ann");
	}

	/** Presses deploy and waits for its end. */
	Run deployed() {
		return ended(press(Action.DEPLOY));
	}

	/** Waits until everybody knows of the end of a run. */
	Run ended(Run run) {
		until(() -> events(RunFinished.class).stream()
			.anyMatch((event) -> event.run().app().equals(run.app()) && event.run().number() == run.number()));
		return runs().find(run.app(), run.number()).orElseThrow();
	}

	/** Waits for a text to appear in the log of a run. */
	void untilLog(Run run, String text) {
		until(() -> log(run).contains(text));
	}

	static void until(BooleanSupplier condition) {
		Awaitility.await().pollInterval(Duration.ofMillis(20)).until(condition::getAsBoolean);
	}

	String log(Run run) {
		try {
			return Files.readString(logs().file(run.app(), run.number()), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return "";
		}
	}

	/** What the action itself wrote: the log without its first and its last line. */
	String output(Run run) {
		String log = log(run);
		int last = log.lastIndexOf("\u0018");
		return log.substring(log.indexOf('\n') + 1, (last >= 0) ? last : log.length());
	}

	WrapperFiles files(Run run) {
		return WrapperFiles.of(new Home(this.root), run);
	}

	Runs runs() {
		return this.context.getBean(Runs.class);
	}

	RunLedger ledger() {
		return this.context.getBean(RunLedger.class);
	}

	LogProblems logProblems() {
		return this.context.getBean(LogProblems.class);
	}

	RunLogs logs() {
		return this.context.getBean(RunLogs.class);
	}

	Deployer deployer() {
		return this.context.getBean(Deployer.class);
	}

	LogRemover remover() {
		return this.context.getBean(LogRemover.class);
	}

	Retention retention() {
		return this.context.getBean(Retention.class);
	}

	Transitions transitions() {
		return this.context.getBean(Transitions.class);
	}

	Launcher launcher() {
		return this.context.getBean(Launcher.class);
	}

	/** The app that tests press the buttons of. */
	App app() {
		return this.context.getBean(Apps.class).find(BLOG).orElseThrow();
	}

	String runId(Run run) {
		return jdbc().sql("SELECT run_id FROM run WHERE app = ? AND number = ?")
			.params(run.app().value(), run.number())
			.query(String.class)
			.single();
	}

	JdbcClient jdbc() {
		return JdbcClient.create(this.database);
	}

	List<Object> events() {
		return this.events.seen;
	}

	<T> List<T> events(Class<T> type) {
		return events().stream().filter(type::isInstance).map(type::cast).toList();
	}

	static class Events {

		private final List<Object> seen = new CopyOnWriteArrayList<>();

		private volatile Consumer<Run> onFinished = (run) -> {
		};

		@EventListener
		void started(RunStarted event) {
			this.seen.add(event);
		}

		@EventListener
		void changed(RunChanged event) {
			this.seen.add(event);
		}

		@EventListener
		void removed(LogRemoved event) {
			this.seen.add(event);
		}

		@EventListener
		void finished(RunFinished event) {
			this.seen.add(event);
			this.onFinished.accept(event.run());
		}

	}

}
