package io.strapper;

import java.io.FileInputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.strapper.log.LogBytes;
import io.strapper.user.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.io.FileSystemResource;
import org.springframework.stereotype.Component;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

class ArchitectureTests {

	private static final JavaClasses STRAPPER = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("io.strapper");

	/** What each package may use. Whatever stands in a row stands above it too. */
	private static final String MAP = """
			language:
			terminal.text:
			terminal: terminal.text
			home:
			watch:
			node: language home watch
			log: language terminal watch
			secret: language home log
			app: language home watch node secret
			search: language terminal log
			outline: terminal log
			audit:
			run: language home watch node app log secret
			process.proc:
			process: process.proc language home watch node app run log secret
			failover: language home watch node app run process
			user: language home audit
			security: language node app audit user
			http: language home user security
			oidc: language home node audit user security
			token: language app audit user security http
			live: language watch node app terminal log secret search outline run user security
			socket: language app user security live
			relay: home watch node app run live socket
			hook: language watch node app audit run process user security http live
			dashboard: language home app run user security live
			web: language oidc dashboard terminal home node app log search outline audit run process user security http live socket
			compare: language app log live run terminal user dashboard web
			history: language app http live run security dashboard web
			notify: language home watch node log app outline audit run security http live
			share: language app audit http live log outline run secret security terminal user dashboard web
			feed: language app live outline run security user
			openapi: app user
			metrics: app run socket relay
			cluster: language node audit socket
			""";

	static Stream<Arguments> map() {
		return MAP.lines().map((row) -> row.split(":")).map((row) -> Arguments.of(row[0], uses(row)));
	}

	private static List<String> uses(String[] row) {
		return (row.length == 1) ? List.of() : List.of(row[1].strip().split(" "));
	}

	private static Stream<String> rooms() {
		return MAP.lines().map((row) -> row.split(":")[0]);
	}

	@ParameterizedTest(name = "{0} may use {1}")
	@MethodSource("map")
	void aPackageUsesWhatStandsAboveIt(String room, List<String> mayUse) {
		String[] strangers = rooms().filter((other) -> !other.equals(room) && !mayUse.contains(other))
			.map((other) -> "io.strapper." + other)
			.toArray(String[]::new);

		noClasses().that()
			.resideInAPackage("io.strapper." + room)
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(strangers)
			.check(STRAPPER);
		noClasses().that()
			.resideInAPackage("io.strapper." + room)
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.strapper")
			.check(STRAPPER);
	}

	@Test
	void theMapIsWhole() {
		Set<String> packages = new TreeSet<>();
		STRAPPER.forEach((type) -> packages.add(type.getPackageName()));

		assertThat(packages).containsExactlyInAnyOrderElementsOf(
				Stream.concat(Stream.of("io.strapper"), rooms().map((room) -> "io.strapper." + room)).toList());
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("map")
	void noPackageIsADrawer(String room, List<String> mayUse) {
		long files = STRAPPER.stream()
			.filter((type) -> type.getPackageName().equals("io.strapper." + room) && type.isTopLevelClass())
			.count();

		assertThat(files).isBetween(1L, 30L);
	}

	@Test
	void terminalLogAndSearchKnowNoFramework() {
		noClasses().that()
			.resideInAnyPackage("io.strapper.terminal..", "io.strapper.log", "io.strapper.search",
					"io.strapper.outline")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework..", "jakarta..", "tools.jackson..")
			.check(STRAPPER);
	}

	@Test
	void terminalTouchesNoFileAndNoClock() {
		noClasses().that()
			.resideInAPackage("io.strapper.terminal..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("java.io..", "java.nio.file..", "java.time..", "java.net..")
			.check(STRAPPER);
	}

	@Test
	void logsAreOpenedInOnePlace() {
		noClasses().that()
			.resideInAnyPackage("io.strapper.search", "io.strapper.outline", "io.strapper.live", "io.strapper.socket",
					"io.strapper.compare", "io.strapper.web")
			.should()
			.dependOnClassesThat()
			.belongToAnyOf(FileChannel.class, FileInputStream.class, RandomAccessFile.class, FileSystemResource.class)
			.orShould()
			.callMethodWhere(JavaCall.Predicates.target(HasOwner.Predicates.With.owner(type(Files.class)))
				.and(JavaCall.Predicates.target(nameMatching("new.*|read(All|String).*|lines|copy"))))
			.check(STRAPPER);
		noClasses().that()
			.resideInAPackage("io.strapper.log")
			.and()
			.doNotBelongToAnyOf(LogBytes.class)
			// Its own files, which lie beside the log
			.and()
			.doNotHaveSimpleName("SideFile")
			.should()
			.callMethodWhere(JavaCall.Predicates.target(HasOwner.Predicates.With.owner(type(FileChannel.class)))
				.and(JavaCall.Predicates.target(nameMatching("open"))))
			.check(STRAPPER);
	}

	/**
	 * The time of a comparison of texts tells how much of a guess was right. These rooms
	 * hold secrets that strangers guess, or look for their hashes.
	 */
	@Test
	void secretsAreComparedInConstantTime() {
		noClasses().that()
			.haveNameMatching("io\\.strapper\\.(hook\\.(Signature|ValidSecrets|HookSecrets|HookController)"
					+ "|token\\.(ApiTokens|TokenGate)|share\\.(Shares|ShareGate)|user\\.(Sha256|DeviceCookies))")
			.should()
			.accessTargetWhere(JavaAccess.Predicates
				.target(nameMatching(
						"(deep)?[eE]quals.*|contentEquals|compare.*|mismatch|regionMatches|contains.*|indexOf"))
				.and(JavaAccess.Predicates.target(not(HasOwner.Predicates.With.owner(type(Duration.class))))))
			.check(STRAPPER);
		classes().that()
			.haveSimpleName("Signature")
			.should()
			.callMethod(Sha256.class, "isSame", String.class, String.class)
			.check(STRAPPER);
		classes().that()
			.haveSimpleName("Sha256")
			.should()
			.callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
			.check(STRAPPER);
	}

	/** Spring names a bean by the simple name of its class. */
	/** The executor that they take by themselves has as few threads as processors. */
	@Test
	void whatWaitsHasAnExecutorOfItsOwn() {
		JavaClasses withTests = new ClassFileImporter().importPackages("io.strapper");

		noClasses().should()
			.callMethodWhere(DescribedPredicate.describe("a future is completed by no executor of its own",
					(call) -> call.getTargetOwner().isEquivalentTo(CompletableFuture.class)
							&& call.getName().endsWith("Async")
							&& call.getTarget()
								.getRawParameterTypes()
								.stream()
								.noneMatch((type) -> type.isEquivalentTo(Executor.class))))
			.check(withTests);
	}

	@Test
	void noTwoComponentsHaveOneName() {
		assertThat(STRAPPER.stream()
			.filter((type) -> type.isAnnotatedWith(Component.class) || type.isMetaAnnotatedWith(Component.class))
			.map(JavaClass::getSimpleName)).hasSizeGreaterThan(50).doesNotHaveDuplicates();
	}

	@Test
	void controllersAreKnownToTheFrameworkAlone() {
		classes().that().haveSimpleNameEndingWith("Controller").should().bePackagePrivate().check(STRAPPER);
	}

}
