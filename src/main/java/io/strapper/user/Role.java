package io.strapper.user;

/** What a user may do beside what an app's {@code app.yml} allows. */
public enum Role {

	/** May see every app, press every button and change the users. */
	ADMIN,

	/** May see what every signed-in user may see. */
	VIEWER

}
