package io.strapper.audit;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One entry of the audit.
 *
 * @param id counts up
 * @param at when, UTC
 * @param who the user's name, or null for somebody who is no user
 * @param what a word or two, such as {@code deploy}
 * @param target the user or the run that it was done to, or null
 * @param address from where, or null if it was the server itself
 * @param credential what the request had instead of a sign-in, such as {@code token ci},
 * or null
 */
public record AuditEntry(long id, Instant at, @Nullable String who, String what, @Nullable String target,
		@Nullable String address, @Nullable String credential) {

}
