package io.strapper.web;

import io.strapper.app.AppId;

/** This user may see the app, but may not do this. */
class NotAllowedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private NotAllowedException(String sentence) {
		super(sentence);
	}

	static NotAllowedException toPress(AppId app) {
		return new NotAllowedException("You can watch " + app
				+ " but not deploy it. Ask an administrator to add you to `deployers` in its app.yml.");
	}

	static NotAllowedException toDeleteLogs() {
		return new NotAllowedException("Only administrators can delete logs. Ask one, or sign in as one.");
	}

}
