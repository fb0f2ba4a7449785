package io.strapper.user;

/**
 * The old password of a user is not valid any more: it was changed, or the user was
 * removed.
 *
 * @param user the user's name
 */
record PasswordRevoked(String user) {

}
