package io.strapper.user;

/**
 * The password that a user had is not valid any more.
 *
 * @param user the user's name
 */
record PasswordRevoked(String user) {

}
