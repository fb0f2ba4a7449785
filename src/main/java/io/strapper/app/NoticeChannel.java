package io.strapper.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A channel of notices as its settings describe it. Its address may be a secret, so only
 * {@code name} and {@code kind} are ever shown.
 *
 * @param name identifies it among those of its app, or of the server
 * @param kind what receives the notices
 * @param on what is told
 * @param url the address, or null if it is in a file or there is none
 * @param urlFile the file with the address, or null
 * @param secretFile the file with the secret that notices are signed with, or null
 * @param tokenFile the file with the token of the receiver, or null
 * @param to addresses of e-mail
 */
public record NoticeChannel(String name, Kind kind, Set<NoticeEvent> on, @Nullable String url, @Nullable Path urlFile,
		@Nullable Path secretFile, @Nullable Path tokenFile, List<String> to) {

	/** What is told if the settings do not say. */
	public static final Set<NoticeEvent> DEFAULT_ON = Set.of(NoticeEvent.FAILED, NoticeEvent.RECOVERED);

	private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");

	private static final Pattern MAIL = Pattern.compile("[^\\s\\p{Cntrl}@<>,;:\"]{1,64}@[A-Za-z0-9.-]{1,190}");

	private static final int MOST_TO = 20;

	public NoticeChannel {
		on = Set.copyOf(on);
		to = List.copyOf(to);
	}

	/** Whether a channel can have a name: it stands in paths. */
	public static boolean isName(String name) {
		return NAME.matcher(name).matches();
	}

	/** The same channel, whose files are relative to a folder. */
	public NoticeChannel in(Path folder) {
		return new NoticeChannel(this.name, this.kind, this.on, this.url, in(folder, this.urlFile),
				in(folder, this.secretFile), in(folder, this.tokenFile), this.to);
	}

	private static @Nullable Path in(Path folder, @Nullable Path file) {
		return (file != null) ? folder.resolve(file) : null;
	}

	/**
	 * What is wrong with the settings.
	 * @return a sentence that quotes no address, or null if nothing is
	 */
	public @Nullable String problem() {
		if (this.on.isEmpty() || this.on.contains(NoticeEvent.TEST)) {
			return "`on` must name at least one of failed, recovered, succeeded, started and waiting.";
		}
		return (this.kind == Kind.EMAIL) ? mailProblem() : addressProblem();
	}

	private @Nullable String mailProblem() {
		if (Stream.of(this.url, this.urlFile, this.secretFile, this.tokenFile).anyMatch((it) -> it != null)) {
			return "e-mail has no url, secret or token here: spring.mail.host names the mail server.";
		}
		boolean valid = !this.to.isEmpty() && this.to.size() <= MOST_TO
				&& this.to.stream().allMatch((address) -> MAIL.matcher(address).matches());
		return valid ? null
				: "`to` must be a list of 1 to %d mail addresses, e.g. [ops@example.org].".formatted(MOST_TO);
	}

	private @Nullable String addressProblem() {
		if ((this.url == null) == (this.urlFile == null)) {
			return "give the address as `url`, or the name of the file that holds it as `url-file`.";
		}
		if (this.url != null && address(this.url).isEmpty()) {
			return "`url` is not a valid web address. Use a full URL such as https://hooks.example.org/x, without "
					+ "user and password.";
		}
		if (!this.to.isEmpty()) {
			return "only e-mail has `to`.";
		}
		if ((this.kind == Kind.WEBHOOK) != (this.secretFile != null)) {
			return (this.secretFile == null) ? "a webhook needs `secret-file`, the secret that signs what is sent."
					: "only a webhook has `secret-file`.";
		}
		if (this.tokenFile == null && this.kind == Kind.GOTIFY) {
			return "gotify needs `token-file`, the token of its application.";
		}
		return (this.tokenFile == null || this.kind == Kind.GOTIFY || this.kind == Kind.NTFY) ? null
				: "only ntfy and gotify have `token-file`.";
	}

	/**
	 * The address that a text spells.
	 * @return in ASCII; empty if it is none of http or https, or names a user
	 */
	public static Optional<String> address(String text) {
		return WebAddresses.parse(text).filter((address) -> !address.matches("[^/]*//[^/?#]*@.*"));
	}

	/** Without the address. */
	@Override
	public String toString() {
		return this.kind.label() + " " + this.name;
	}

	/** What receives notices. */
	public enum Kind {

		/** Any program: JSON, signed by Standard Webhooks. */
		WEBHOOK,

		/** Slack, and whatever takes the same. */
		SLACK,

		/** Mattermost. */
		MATTERMOST,

		/** Discord. */
		DISCORD,

		/** Microsoft Teams. */
		TEAMS,

		/** A topic of ntfy. */
		NTFY,

		/** An application of Gotify. */
		GOTIFY,

		/** E-mail. */
		EMAIL;

		/** The kind in settings, JSON and the database. */
		public String label() {
			return name().toLowerCase(Locale.ROOT);
		}

		/**
		 * The kind with a label.
		 * @param label any text
		 * @return empty if no kind has that label
		 */
		public static Optional<Kind> parse(String label) {
			return Stream.of(values()).filter((kind) -> kind.label().equals(label)).findFirst();
		}

	}

}
