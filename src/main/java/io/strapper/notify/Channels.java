package io.strapper.notify;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.strapper.app.App;
import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.app.NoticeChannel;
import io.strapper.app.NoticeEvent;
import io.strapper.home.CannotStartException;
import io.strapper.home.Home;

import org.springframework.stereotype.Component;

/**
 * The channels of notices, as they are configured now. Safe for use by several threads.
 */
@Component
class Channels {

	private final Apps apps;

	private final List<Channel> ofServer;

	/**
	 * Reads the settings.
	 * @throws CannotStartException if a channel of the server makes no sense
	 */
	Channels(Apps apps, NoticeSettings settings, Home home) {
		this.apps = apps;
		this.ofServer = new TreeMap<>(settings.channels()).entrySet()
			.stream()
			.map((entry) -> ofServer(entry.getKey(), entry.getValue(), home))
			.toList();
	}

	private static Channel ofServer(String name, NoticeSettings.ChannelSettings settings, Home home) {
		NoticeChannel.Kind kind = NoticeChannel.Kind.parse((settings.type() != null) ? settings.type() : name)
			.orElseThrow(() -> cannotStart(name,
					"give its `type`: webhook, slack, mattermost, discord, teams, ntfy, gotify or email."));
		NoticeChannel channel = new NoticeChannel(name, kind, events(name, settings.on()), settings.url(),
				settings.urlFile(), settings.secretFile(), settings.tokenFile(), settings.to())
			.in(home.root());
		String problem = NoticeChannel.isName(name) ? channel.problem() : "a name has 1–40 characters: a-z, 0-9 and -.";
		if (problem != null) {
			throw cannotStart(name, problem);
		}
		settings.apps().forEach((app) -> AppId.parse(app).orElseThrow(() -> cannotStart(name, "`apps` names apps.")));
		return new Channel(Channel.SERVER, channel, new HashSet<>(settings.apps()));
	}

	private static Set<NoticeEvent> events(String name, List<String> labels) {
		Set<NoticeEvent> events = EnumSet.noneOf(NoticeEvent.class);
		labels.forEach((label) -> events.add(NoticeEvent.parse(label)
			.orElseThrow(
					() -> cannotStart(name, "`on` is a list of failed, recovered, succeeded, started and waiting."))));
		return events;
	}

	private static CannotStartException cannotStart(String name, String problem) {
		return new CannotStartException("strapper.notify.channels.%s: %s".formatted(name, problem));
	}

	/** The channels that are told of an app's runs: its own, and those of the server. */
	List<Channel> of(AppId app) {
		return Stream
			.concat(owned(app).stream(), this.ofServer.stream().filter((channel) -> channel.isFor(app.value())))
			.toList();
	}

	/** The channels of an app's app.yml. */
	List<Channel> owned(AppId app) {
		return this.apps.find(app)
			.map(App::channels)
			.orElse(List.of())
			.stream()
			.map((channel) -> new Channel(app.value(), channel, Set.of()))
			.toList();
	}

	/** The channels of the server. */
	List<Channel> ofServer() {
		return this.ofServer;
	}

	/**
	 * A channel.
	 * @param owner the identifier of its app, or {@link Channel#SERVER}
	 */
	Optional<Channel> find(String owner, String name) {
		List<Channel> all = owner.equals(Channel.SERVER) ? this.ofServer : owned(new AppId(owner));
		return all.stream().filter((channel) -> channel.name().equals(name)).findFirst();
	}

}
