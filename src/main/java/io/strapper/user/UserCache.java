package io.strapper.user;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The roles and groups of users, as they were in the database at most a second ago: every
 * request asks for them. Whoever changes a user removes the entry, so that the change has
 * effect at once. Safe for use by several threads.
 */
@Component
class UserCache {

	private static final Duration MAX_AGE = Duration.ofSeconds(1);

	private final JdbcClient jdbc;

	private final Map<String, Entry> entries = new ConcurrentHashMap<>();

	private volatile @Nullable Names names;

	UserCache(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** The names of all users and their groups, at most a second old. */
	Set<String> names() {
		Names known = this.names;
		if (known == null || isOld(known.at())) {
			known = new Names(readNames(), System.nanoTime());
			this.names = known;
		}
		return known.all();
	}

	private Set<String> readNames() {
		Set<String> names = new HashSet<>();
		this.jdbc.sql("SELECT name, in_groups FROM users").query((row) -> {
			names.add(row.getString("name"));
			names.addAll(Groups.parse(row.getString("in_groups")).marked());
		});
		return names;
	}

	/**
	 * The entry of a user.
	 * @return empty if there is no such user, or a disabled one
	 */
	Optional<Entry> get(String name) {
		Entry known = this.entries.get(name);
		return (known != null && !isOld(known.at())) ? Optional.of(known) : read(name);
	}

	/**
	 * The entry of a user whose password has a certain version.
	 * @return empty if there is no such user, or a disabled one, or if the password is
	 * another one now
	 */
	Optional<Entry> get(String name, String passwordVersion) {
		Optional<Entry> known = get(name);
		if (known.isPresent() && !known.get().passwordVersion().equals(passwordVersion)) {
			// The caller's session may be newer than the entry
			known = read(name);
		}
		return known.filter((entry) -> entry.passwordVersion().equals(passwordVersion));
	}

	/** Makes the next {@code get} read the database. */
	void remove(String name) {
		this.entries.remove(name);
	}

	private Optional<Entry> read(String name) {
		Optional<Entry> read = this.jdbc
			.sql("SELECT role, password, must_change_password, in_groups FROM users "
					+ "WHERE name = :name AND enabled AND NOT shut_out")
			.param("name", name)
			.query((row, index) -> new Entry(Role.valueOf(row.getString("role")),
					SignedInUser.versionOf(row.getString("password")), row.getBoolean("must_change_password"),
					Groups.parse(row.getString("in_groups")).marked(), System.nanoTime()))
			.optional();
		read.ifPresentOrElse((now) -> this.entries.put(name, now), () -> this.entries.remove(name));
		return read;
	}

	private static boolean isOld(long at) {
		return System.nanoTime() - at >= MAX_AGE.toNanos();
	}

	/**
	 * What the cache knows of a user.
	 *
	 * @param role the role
	 * @param passwordVersion the version of the password
	 * @param mustChangePassword whether somebody else has chosen the password
	 * @param groups the user's groups, each with an {@code @} before it
	 * @param at when it was read, in nanoseconds of the monotonic clock
	 */
	record Entry(Role role, String passwordVersion, boolean mustChangePassword, Set<String> groups, long at) {

	}

	/**
	 * The names of all users and their groups.
	 *
	 * @param all the names
	 * @param at when they were read, in nanoseconds of the monotonic clock
	 */
	private record Names(Set<String> all, long at) {

	}

}
