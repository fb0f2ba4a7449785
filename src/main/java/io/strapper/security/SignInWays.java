package io.strapper.security;

import java.util.List;

import io.strapper.language.Sentence;

/**
 * How people can sign in.
 *
 * @param byPassword whether with a user name and a password
 * @param providers where else, in the order in which they are shown
 * @param rolesFromProvider whether a provider decides about the roles of its users
 * @param groupsFromProvider whether a provider decides about the groups of its users
 */
public record SignInWays(boolean byPassword, List<Provider> providers, boolean rolesFromProvider,
		boolean groupsFromProvider) {

	/** What to say to somebody who tries a password, where none counts. */
	public static final Sentence NO_PASSWORDS = Sentence.of("problem.password.off");

	public SignInWays {
		providers = List.copyOf(providers);
	}

	/**
	 * Another server that tells us who somebody is.
	 *
	 * @param name what people call it
	 * @param path where signing in with it begins, without the context path
	 */
	public record Provider(String name, String path) {

	}

}
