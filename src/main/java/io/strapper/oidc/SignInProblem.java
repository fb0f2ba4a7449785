package io.strapper.oidc;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import io.strapper.language.Sentence;

/** Why a sign-in with a provider failed. */
public enum SignInProblem {

	/** The provider, or the user there, has refused. */
	DENIED,

	/** No answer from the provider. */
	UNREACHABLE,

	/** Too many others are being signed in. */
	BUSY,

	/** The browser does not know of this sign-in. */
	STALE,

	/** An answer from the past or the future. */
	CLOCK,

	/** An answer that is not for us, not from the provider, or not for this sign-in. */
	INVALID,

	/** The provider does not accept us. */
	CLIENT,

	/** No provider has this identifier. */
	UNKNOWN_PROVIDER,

	/** In no group that may sign in. */
	NO_GROUP,

	/** Somebody else has the name. */
	NAME_TAKEN,

	/** The claim has no name that can be used. */
	NO_NAME,

	/** The address may be somebody else's. */
	UNVERIFIED_EMAIL,

	/** An administrator of Strapper has disabled the account. */
	DISABLED;

	/** What happened, and what to do. */
	public Sentence sentence() {
		return Sentence.of("login.problem." + code());
	}

	/** How the address of the sign-in page names it. */
	String code() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * The problem with a code.
	 * @param code any text
	 */
	public static Optional<SignInProblem> parse(String code) {
		return Stream.of(values()).filter((problem) -> problem.code().equals(code)).findFirst();
	}

}
