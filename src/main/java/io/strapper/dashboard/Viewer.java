package io.strapper.dashboard;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.strapper.security.AppRules;
import io.strapper.security.Grant;

import org.springframework.security.core.Authentication;

/**
 * Who looks at the board.
 *
 * @param user who is signed in
 * @param rules what they may
 * @param admin whether this is an administrator
 */
record Viewer(Authentication user, AppRules rules, boolean admin) {

	static Viewer of(Authentication user, AppRules rules) {
		return new Viewer(user, rules, rules.isAdmin(user));
	}

	Stream<Tile> visible(Board.State board) {
		return board.tiles().values().stream().filter((tile) -> this.rules.maySee(this.user, tile.app().id()));
	}

	AppView view(Tile tile) {
		return tile.view(mayPress(tile), this.admin);
	}

	boolean mayPress(Tile tile) {
		return this.rules.mayPress(this.user, tile.app().id());
	}

	/** Those who see the same: all administrators. A grant may include less. */
	String rights() {
		if (this.user instanceof Grant grant) {
			return "grant " + grant.key() + groups();
		}
		return this.admin ? "admin" : "user " + this.user.getName() + groups();
	}

	/**
	 * The kind of these rights, as short as it can be in a version: a page is sent
	 * everything when it changes.
	 */
	String kind() {
		String groups = groups();
		return (this.admin ? "a" : "v") + (groups.isEmpty() ? "" : Integer.toHexString(groups.hashCode()) + ".");
	}

	private String groups() {
		return this.admin ? ""
				: this.rules.groups(this.user)
					.stream()
					.sorted()
					.map((group) -> "\n" + group)
					.collect(Collectors.joining());
	}

}
