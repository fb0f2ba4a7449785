package io.strapper.security;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.strapper.app.AppAccess;
import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.user.Role;
import io.strapper.user.SignedInUser;
import io.strapper.user.Users;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * The access rules that every page, API and socket applies. They use the current users'
 * table and catalogue, not the state at sign-in: a user who is disabled, demoted, removed
 * from an {@code app.yml} or given another password is refused within two seconds. Most
 * answers come from memory; the database is read at most once a second for each user, and
 * the folders at most twice a second. A request with a {@link Grant} may do what both the
 * grant and its user may.
 */
@Component
public class AppRules {

	private final Users users;

	private final Apps apps;

	AppRules(Users users, Apps apps) {
		this.users = users;
		this.apps = apps;
	}

	/**
	 * Whether somebody is signed in and still may be.
	 * @param authentication who asks, or null for nobody
	 */
	public boolean isUser(@Nullable Authentication authentication) {
		return role(authentication).isPresent();
	}

	/**
	 * Whether somebody is signed in with a password that an administrator has chosen:
	 * until they choose another one, nothing but that is open to them.
	 * @param authentication who asks, or null for nobody
	 */
	public boolean mustChangePassword(@Nullable Authentication authentication) {
		return authentication != null && isUser(authentication) && !actsForItself(authentication)
				&& this.users.mustChangePassword(authentication.getName());
	}

	/**
	 * Whether somebody may go beyond the page where passwords are changed.
	 * @param authentication who asks, or null for nobody
	 */
	public boolean mayEnter(@Nullable Authentication authentication) {
		return isUser(authentication) && !mustChangePassword(authentication);
	}

	/**
	 * Whether somebody is an administrator. A grant for some apps never makes one.
	 * @param authentication who asks, or null for nobody
	 */
	public boolean isAdmin(@Nullable Authentication authentication) {
		return mayEnter(authentication) && role(authentication).filter((role) -> role == Role.ADMIN).isPresent()
				&& (!(authentication instanceof Grant grant) || grant.includesAll());
	}

	/**
	 * Whether somebody may see an app, its runs and their logs.
	 * @param authentication who asks, or null for nobody
	 * @param app any identifier; nobody may see an app that never was
	 */
	public boolean maySee(@Nullable Authentication authentication, AppId app) {
		return may(authentication, app, AppAccess::maySee);
	}

	/**
	 * Whether somebody may press an app's buttons.
	 * @param authentication who asks, or null for nobody
	 * @param app any identifier; nobody may press for an app that never was
	 */
	public boolean mayPress(@Nullable Authentication authentication, AppId app) {
		return (!(authentication instanceof Grant grant) || grant.includesPressing())
				&& may(authentication, app, AppAccess::mayPress);
	}

	/**
	 * The names of a user's groups as an {@code app.yml} has them, {@code @ops}.
	 * @param authentication who asks
	 */
	public Set<String> groups(Authentication authentication) {
		return actsForItself(authentication) ? Set.of() : this.users.groups(authentication.getName());
	}

	private boolean may(@Nullable Authentication authentication, AppId app, Question question) {
		if (authentication instanceof Grant grant && !grant.includes(app)) {
			return false;
		}
		if (actsForItself(authentication)) {
			return isUser(authentication) && this.apps.access(app).isPresent();
		}
		Optional<Role> role = role(authentication);
		if (authentication == null || role.isEmpty() || mustChangePassword(authentication)) {
			return false;
		}
		Optional<AppAccess> access = this.apps.access(app);
		return switch (role.get()) {
			case ADMIN -> access.isPresent();
			case VIEWER -> access.filter((it) -> question.ask(it, names(authentication))).isPresent();
		};
	}

	private Set<String> names(Authentication authentication) {
		Set<String> groups = groups(authentication);
		return groups.isEmpty() ? Set.of(authentication.getName())
				: Stream.concat(Stream.of(authentication.getName()), groups.stream()).collect(Collectors.toSet());
	}

	private Optional<Role> role(@Nullable Authentication authentication) {
		if (authentication == null || !authentication.isAuthenticated()
				|| authentication instanceof AnonymousAuthenticationToken) {
			return Optional.empty();
		}
		if (authentication instanceof Grant grant && !grant.isValid()) {
			return Optional.empty();
		}
		if (actsForItself(authentication)) {
			return Optional.of(Role.VIEWER);
		}
		return (authentication.getPrincipal() instanceof SignedInUser user) ? this.users.role(user)
				: this.users.role(authentication.getName());
	}

	private static boolean actsForItself(@Nullable Authentication authentication) {
		return authentication instanceof Grant grant && !grant.isOfUser();
	}

	private interface Question {

		boolean ask(AppAccess access, Set<String> names);

	}

}
