package io.strapper.app;

/**
 * What is remembered of an app when its folder tells nothing.
 *
 * @param configured whether there ever was an {@code app.yml}
 * @param access who could see and press when that could last be read
 */
record KnownApp(boolean configured, AppAccess access) {

}
