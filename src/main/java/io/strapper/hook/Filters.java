package io.strapper.hook;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.google.re2j.Pattern;
import io.strapper.app.AppHook;
import org.jspecify.annotations.Nullable;

/** Which pushes an app wants. */
final class Filters {

	private final AppHook wanted;

	Filters(AppHook wanted) {
		this.wanted = wanted;
	}

	/**
	 * Why a push is not wanted.
	 * @return a sentence, or empty if it is wanted
	 */
	Optional<String> refusal(Push push) {
		String branch = push.trigger().branch();
		String tag = push.trigger().tag();
		if (push.deleted()) {
			return Optional.of("The branch or tag was deleted.");
		}
		if (tag != null && !matches(this.wanted.tags(), tag, false)) {
			return Optional.of("The tag " + tag + " is not among the `tags` in app.yml.");
		}
		if (tag == null && !matches(this.wanted.branches(), String.valueOf(branch), this.wanted.tags() == null)) {
			return Optional.of("The branch " + branch + " is not among the `branches` in app.yml.");
		}
		if (push.paths() != null && this.wanted.paths() != null && !anyMatches(this.wanted.paths(), push.paths())) {
			return Optional.of("No file that was changed is among the `paths` in app.yml.");
		}
		return Optional.empty();
	}

	private static boolean matches(@Nullable List<String> patterns, String name, boolean otherwise) {
		return (patterns != null) ? anyMatches(patterns, Set.of(name)) : otherwise;
	}

	private static boolean anyMatches(List<String> patterns, Set<String> names) {
		return patterns.stream().map(Filters::compiled).anyMatch((glob) -> names.stream().anyMatch(glob::matches));
	}

	/** Its matching takes linear time, whatever was pushed. */
	private static Pattern compiled(String glob) {
		StringBuilder expression = new StringBuilder();
		for (int i = 0; i < glob.length(); i++) {
			char c = glob.charAt(i);
			if (c == '*' && glob.startsWith("**", i)) {
				expression.append(".*");
				i++;
			}
			else {
				expression.append((c == '*') ? "[^/]*" : (c == '?') ? "[^/]" : Pattern.quote(String.valueOf(c)));
			}
		}
		return Pattern.compile(expression.toString(), Pattern.DOTALL);
	}

}
