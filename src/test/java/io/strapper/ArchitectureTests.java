package io.strapper;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

class ArchitectureTests {

	private final JavaClasses strapper = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("io.strapper");

	@Test
	void dependenciesBetweenPackagesPointInOneDirection() {
		layeredArchitecture().consideringOnlyDependenciesInLayers()
			.layer("terminal")
			.definedBy("io.strapper.terminal")
			.layer("log")
			.definedBy("io.strapper.log")
			.layer("app")
			.definedBy("io.strapper.app")
			.layer("run")
			.definedBy("io.strapper.run")
			.layer("security")
			.definedBy("io.strapper.security")
			.layer("live")
			.definedBy("io.strapper.live")
			.layer("start")
			.definedBy("io.strapper")
			.whereLayer("terminal")
			.mayOnlyBeAccessedByLayers("log", "live")
			.whereLayer("log")
			.mayOnlyBeAccessedByLayers("run", "live")
			.whereLayer("app")
			.mayOnlyBeAccessedByLayers("run", "security", "live", "start")
			.whereLayer("run")
			.mayOnlyBeAccessedByLayers("live")
			.whereLayer("security")
			.mayOnlyBeAccessedByLayers("live")
			.whereLayer("live")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("start")
			.mayNotBeAccessedByAnyLayer()
			.check(this.strapper);
	}

	@Test
	void terminalAndLogKnowNoFramework() {
		noClasses().that()
			.resideInAnyPackage("io.strapper.terminal", "io.strapper.log")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework..", "jakarta..", "tools.jackson..")
			.check(this.strapper);
	}

	@Test
	void terminalTouchesNoFileAndNoClock() {
		noClasses().that()
			.resideInAPackage("io.strapper.terminal")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("java.io..", "java.nio.file..", "java.time..", "java.net..")
			.check(this.strapper);
	}

	@Test
	void controllersAreKnownToTheFrameworkAlone() {
		classes().that().haveSimpleNameEndingWith("Controller").should().bePackagePrivate().check(this.strapper);
	}

}
