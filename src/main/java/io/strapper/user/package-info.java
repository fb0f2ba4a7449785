/**
 * The users: accounts, passwords and sessions.
 */
@NullMarked
package io.strapper.user;

import org.jspecify.annotations.NullMarked;
