package io.strapper.app;

import java.util.Set;

/**
 * Who, beside an administrator, may see an app and press its buttons.
 *
 * @param open whether every signed-in user may see the app
 * @param viewers names of users who may see it, if it is not open
 * @param deployers names of users who may see it and press its buttons
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
	 * @param user the name of a signed-in user
	 */
	public boolean maySee(String user) {
		return this.open || this.viewers.contains(user) || this.deployers.contains(user);
	}

	/**
	 * Whether a user who is no administrator may press the app's buttons.
	 * @param user the name of a signed-in user
	 */
	public boolean mayPress(String user) {
		return this.deployers.contains(user);
	}

}
