package io.strapper.app;

/**
 * What the database remembers of an app, for when its folder cannot be read.
 *
 * @param configured whether there ever was an {@code app.yml}
 * @param access who could see and press when that could last be read
 */
record KnownApp(boolean configured, AppAccess access) {

}
