package io.strapper;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Finds passwords among the arguments and the environment variables of the server, where
 * each process of its user can read them: in {@code /proc/PID/cmdline} and
 * {@code /proc/PID/environ}.
 */
final class ExposedPasswords {

	/** The first administrator's password has a warning of its own. */
	private static final Pattern NAME = Pattern
		.compile("(?i)(?!strapper.admin.?password)(spring|server|strapper|management)[._].*(password|secret|token)");

	private ExposedPasswords() {
	}

	/** A sentence for each password. */
	static List<String> sentences(ConfigurableEnvironment environment) {
		List<String> sentences = new ArrayList<>();
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source instanceof EnumerablePropertySource<?> settings) {
				String place = place(source);
				for (String name : place.isEmpty() ? new String[0] : settings.getPropertyNames()) {
					if (NAME.matcher(name).matches()) {
						sentences.add(("%s is %s, where every deploy can read it (/proc). Put it into a file: "
								+ "src/docs/secrets.md")
							.formatted(name, place));
					}
				}
			}
		}
		return sentences;
	}

	private static String place(PropertySource<?> source) {
		if (source instanceof CommandLinePropertySource) {
			return "on the server's command line";
		}
		return switch (source.getName()) {
			case StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME -> "on the server's command line";
			case StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME -> "in the server's environment";
			default -> "";
		};
	}

}
