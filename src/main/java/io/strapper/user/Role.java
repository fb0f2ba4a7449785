package io.strapper.user;

/** A user's role, which applies in addition to the rights in an app's {@code app.yml}. */
public enum Role {

	/** May see every app, press every button and change the users. */
	ADMIN,

	/** May see what every signed-in user may see. */
	VIEWER

}
