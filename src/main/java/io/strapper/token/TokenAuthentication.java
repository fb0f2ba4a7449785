package io.strapper.token;

import java.util.Set;
import java.util.function.Predicate;

import io.strapper.app.AppId;
import io.strapper.security.Grant;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * A request with a token, for as long as it is answered. Used by one thread at a time.
 */
final class TokenAuthentication extends AbstractAuthenticationToken implements Grant {

	private static final long serialVersionUID = 1L;

	private static final long PERIOD_NANOS = 1_000_000_000;

	private final transient ApiToken token;

	private final transient Predicate<ApiToken> check;

	private transient long checked = System.nanoTime();

	private transient boolean valid = true;

	/**
	 * A request whose token is valid.
	 * @param token its token
	 * @param check tells whether it still is
	 */
	TokenAuthentication(ApiToken token, Predicate<ApiToken> check) {
		super(AuthorityUtils.createAuthorityList(token.scopes().stream().map(Scope::authority).toList()));
		this.token = token;
		this.check = check;
		setAuthenticated(true);
	}

	@Override
	public String getPrincipal() {
		return this.token.actor();
	}

	@Override
	public @Nullable Object getCredentials() {
		return null;
	}

	@Override
	public String credential() {
		return ((this.token.owner() != null) ? "token " : "deploy key ") + this.token.name();
	}

	@Override
	public String key() {
		return String.valueOf(this.token.id());
	}

	@Override
	public boolean isOfUser() {
		return this.token.owner() != null;
	}

	@Override
	public boolean isValid() {
		if (this.valid && System.nanoTime() - this.checked >= PERIOD_NANOS) {
			this.valid = this.check.test(this.token);
			this.checked = System.nanoTime();
		}
		return this.valid;
	}

	@Override
	public boolean includesAll() {
		return this.token.apps() == null && isOfUser();
	}

	@Override
	public boolean includes(AppId app) {
		return this.token.apps() == null || this.token.apps().contains(app);
	}

	@Override
	public boolean includesReading() {
		return includes(Scope.READ);
	}

	@Override
	public boolean includesPressing() {
		return includes(Scope.PRESS);
	}

	/** The scopes of the token. */
	Set<Scope> scopes() {
		return this.token.scopes();
	}

	/** Whether the token has a scope. */
	boolean includes(Scope scope) {
		return this.token.scopes().contains(scope);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this);
	}

}
