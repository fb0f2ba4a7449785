package io.strapper.live;

import io.strapper.app.AppId;

/** This user may see the app, but not press its buttons. */
class NotAllowedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	NotAllowedException(AppId app) {
		super("You may watch " + app + " but not press its buttons: ask an administrator to add you to `deployers`"
				+ " in its app.yml.");
	}

}
