package io.strapper.audit;

/**
 * An {@code Authentication} that the audit names beside the user, since it was made for
 * one purpose: an API token, for example.
 */
public interface Credential {

	/**
	 * What the audit calls it, such as {@code token ci}; 64 characters at most, and no
	 * secret.
	 */
	String credential();

}
