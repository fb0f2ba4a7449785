package io.strapper.security;

/**
 * The password that a user had is not valid any more.
 *
 * @param user the user's name
 */
record PasswordChanged(String user) {

}
