package io.strapper.app;

import java.util.Collections;
import java.util.Set;

/**
 * Who, beside an administrator, may see an app and press its buttons: names of users, and
 * of groups with an {@code @} before them.
 *
 * @param open whether every signed-in user may see the app
 * @param viewers names of those who may see it, if it is not open
 * @param deployers names of those who may see it and press its buttons
 */
public record AppAccess(boolean open, Set<String> viewers, Set<String> deployers) {

	/** Every signed-in user may see, only an administrator may press. */
	public static final AppAccess OPEN = new AppAccess(true, Set.of(), Set.of());

	/** Only an administrator may see or press. */
	public static final AppAccess CLOSED = new AppAccess(false, Set.of(), Set.of());

	public AppAccess {
		viewers = Set.copyOf(viewers);
		deployers = Set.copyOf(deployers);
	}

	/**
	 * Whether a user who is no administrator may see the app.
	 * @param names the name of a signed-in user, and those of the user's groups
	 */
	public boolean maySee(Set<String> names) {
		return this.open || !Collections.disjoint(this.viewers, names) || mayPress(names);
	}

	/**
	 * Whether a user who is no administrator may press the app's buttons.
	 * @param names the name of a signed-in user, and those of the user's groups
	 */
	public boolean mayPress(Set<String> names) {
		return !Collections.disjoint(this.deployers, names);
	}

}
