package io.strapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the jar is made of, as its software bill of materials (SBOM, CycloneDX) lists it.
 * This needs no network, and so knows only what {@code vulnerabilities.txt} says of
 * faults.
 */
class SbomTests {

	private static final Path SBOM = Path.of("target/classes/META-INF/sbom/application.cdx.json");

	private static final Path EXPECTED = Path.of("src/test/resources/sbom");

	/** They let everybody use, change and pass on what they cover. */
	private static final Set<String> LICENSES = Set.of("Apache-2.0", "MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause",
			"EPL-2.0", "MPL-2.0", "CC0-1.0", "Go License");

	/**
	 * Their POM names a license otherwise than their source: Apache-2.0, BSD-3-Clause.
	 */
	private static final Set<String> READ_BY_HAND = Set.of("org.springframework.session:spring-session-core",
			"org.springframework.session:spring-session-jdbc", "org.jline:jline-terminal");

	private List<Component> components = List.of();

	@BeforeEach
	void read() {
		assertThat(SBOM).as("Run Maven once without -o: the plugin that writes this file does nothing offline")
			.exists();
		JsonNode sbom = new JsonMapper().readTree(SBOM.toFile());
		this.components = sbom.get("components").valueStream().map(Component::of).toList();
	}

	@Test
	void namesWhatTheFileExpects() throws IOException {
		Set<String> actual = this.components.stream()
			.map(Component::toString)
			.collect(Collectors.toCollection(TreeSet::new));
		Files.write(Path.of("target/dependencies.txt"), actual);

		assertThat(actual).isEqualTo(new TreeSet<>(lines("dependencies.txt")));
	}

	@Test
	void hasOneVersionOfEachAndNoneThatIsUnfinished() {
		Map<String, Long> versions = this.components.stream()
			.collect(Collectors.groupingBy(Component::name, Collectors.counting()));

		assertThat(versions.values()).containsOnly(1L);
		assertThat(this.components)
			.noneMatch((component) -> component.version().matches("(?i).*(snapshot|alpha|beta|[.-]rc|[.-]m\\d).*"));
	}

	@Test
	void hasLicensesThatLetItBePassedOn() {
		assertThat(this.components).allMatch((component) -> READ_BY_HAND.contains(component.name())
				|| component.licenses().stream().anyMatch(LICENSES::contains));
	}

	@Test
	void hasNoVersionThatIsKnownToBeVulnerable() throws IOException {
		List<Vulnerability> known = lines("vulnerabilities.txt").stream().map(Vulnerability::of).toList();

		List<Vulnerability> present = known.stream()
			.filter((fault) -> this.components.stream().anyMatch(fault::isIn))
			.toList();

		assertThat(present).as("accepted with a reason, and only as long as they are there")
			.isEqualTo(known.stream().filter((fault) -> !fault.acceptedBecause().isEmpty()).toList());
	}

	/** The lines of a file that say something. */
	private static List<String> lines(String file) throws IOException {
		try (Stream<String> lines = Files.lines(EXPECTED.resolve(file))) {
			return lines.filter((line) -> !line.isBlank() && !line.startsWith("#")).toList();
		}
	}

	/**
	 * A library in the jar.
	 *
	 * @param name group and artifact
	 * @param licenses identifiers of SPDX, or names where there is none
	 */
	private record Component(String name, String version, List<String> licenses) {

		static Component of(JsonNode component) {
			List<String> licenses = component.path("licenses")
				.valueStream()
				.map((entry) -> entry.path("license").isMissingNode() ? entry.path("expression").asString("")
						: entry.path("license").path("id").asString(entry.path("license").path("name").asString("")))
				.toList();
			return new Component(component.get("group").asString() + ":" + component.get("name").asString(),
					component.get("version").asString(), licenses);
		}

		@Override
		public String toString() {
			return this.name + ":" + this.version;
		}

	}

	/**
	 * A fault of some versions.
	 *
	 * @param name group and artifact
	 * @param fixedIn the first version without it
	 * @param acceptedBecause why it may be in the jar; empty if it may not
	 */
	private record Vulnerability(String id, String name, String fixedIn, String acceptedBecause) {

		static Vulnerability of(String line) {
			String[] columns = Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
			return new Vulnerability(columns[0], columns[1], columns[2], columns[3]);
		}

		boolean isIn(Component component) {
			return component.name().equals(this.name) && isBefore(component.version(), this.fixedIn);
		}

		private static boolean isBefore(String version, String other) {
			return Arrays.compare(numbers(version), numbers(other)) < 0;
		}

		private static int[] numbers(String version) {
			return Stream.of(version.split("\\D+"))
				.filter((part) -> !part.isEmpty())
				.mapToInt(Integer::parseInt)
				.toArray();
		}

	}

}
