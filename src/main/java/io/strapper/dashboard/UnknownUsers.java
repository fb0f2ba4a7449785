package io.strapper.dashboard;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.strapper.app.App;
import io.strapper.user.Users;

import org.springframework.stereotype.Component;

/**
 * Finds names in {@code viewers} and {@code deployers} that no user and no group of users
 * has: a mistyped name would silently shut a user out.
 */
@Component
public class UnknownUsers {

	private final Users users;

	UnknownUsers(Users users) {
		this.users = users;
	}

	/**
	 * The problems of the names in an app's {@code app.yml}, a sentence for each list.
	 * Only administrators may see them.
	 * @param app the app
	 */
	public List<String> problems(App app) {
		return Stream.of(problem("viewers", app.access().viewers()), problem("deployers", app.access().deployers()))
			.filter((sentence) -> !sentence.isEmpty())
			.toList();
	}

	private String problem(String list, Collection<String> names) {
		Set<String> unknown = new TreeSet<>(names);
		unknown.removeAll(this.users.names());
		if (unknown.isEmpty()) {
			return "";
		}
		boolean groups = unknown.stream().allMatch((name) -> name.startsWith("@"));
		return "app.yml: no user is %s %s (in `%s`). Fix the spelling, or add the user."
			.formatted(groups ? "in the group" : "named", String.join(" or ", unknown), list);
	}

}
