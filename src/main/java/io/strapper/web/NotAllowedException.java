package io.strapper.web;

import io.strapper.app.AppId;

/** This user may see the app, but not do that to it. */
class NotAllowedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private NotAllowedException(String sentence) {
		super(sentence);
	}

	static NotAllowedException toPress(AppId app) {
		return new NotAllowedException("You may watch " + app
				+ " but not press its buttons: ask an administrator to add you to `deployers` in its app.yml.");
	}

	static NotAllowedException toDeleteLogs() {
		return new NotAllowedException("Only an administrator may delete logs: ask one, or sign in as one.");
	}

}
