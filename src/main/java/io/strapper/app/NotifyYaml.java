package io.strapper.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads what an {@code app.yml} says under {@code notify}. A problem quotes no value:
 * that may be a secret. Not thread-safe.
 */
final class NotifyYaml {

	private static final int MOST_CHANNELS = 20;

	private static final String EXAMPLE = "`notify: {slack: {url-file: slack-url}}`";

	private final AppYamlParser parser;

	private final List<NoticeChannel> channels = new ArrayList<>();

	NotifyYaml(AppYamlParser parser) {
		this.parser = parser;
	}

	/** The channels that were read, whose files are relative to the app's folder. */
	List<NoticeChannel> channels() {
		return List.copyOf(this.channels);
	}

	/** Reads the channels. */
	void read(ScalarNode key, Node value) {
		this.parser.map(key, value, EXAMPLE, this::channel);
		if (this.channels.size() > MOST_CHANNELS) {
			this.parser.problem(value, "notify has more than %d channels. Remove some.", MOST_CHANNELS);
		}
	}

	private void channel(ScalarNode name, Node value) {
		if (!NoticeChannel.isName(name.getValue())) {
			this.parser.problem(name, "a channel of notify has a name of 1–40 characters: a-z, 0-9 and -.");
		}
		else if (value instanceof MappingNode map) {
			Draft draft = new Draft(name.getValue());
			int before = this.parser.problems();
			this.parser.each(map, draft::setting);
			if (this.parser.problems() == before) {
				add(draft, value);
			}
		}
		else {
			this.parser.problem(value, "a channel of notify must be a map, e.g. %s.", EXAMPLE);
		}
	}

	private void add(Draft draft, Node node) {
		NoticeChannel channel = draft.channel();
		String problem = (channel == null)
				? "give its `type`: webhook, slack, mattermost, discord, teams, ntfy, gotify or email."
				: channel.problem();
		if (channel != null && problem == null) {
			this.channels.add(channel);
		}
		else {
			this.parser.problem(node, "notify, %s: %s", draft.name, String.valueOf(problem));
		}
	}

	/** A channel of which not everything is read. */
	private final class Draft {

		private final String name;

		private String type;

		private Set<NoticeEvent> on = NoticeChannel.DEFAULT_ON;

		private @Nullable String url;

		private @Nullable Path urlFile;

		private @Nullable Path secretFile;

		private @Nullable Path tokenFile;

		private List<String> to = List.of();

		Draft(String name) {
			this.name = name;
			this.type = name;
		}

		void setting(ScalarNode key, Node value) {
			AppYamlParser parser = NotifyYaml.this.parser;
			switch (key.getValue()) {
				case "type" -> parser.scalar(key, value, (text) -> this.type = text);
				case "on" -> this.on = events(value);
				case "url" -> parser.scalar(key, value, (text) -> this.url = text);
				case "url-file" -> parser.line(key, value, 200, (text) -> this.urlFile = Path.of(text));
				case "secret-file" -> parser.line(key, value, 200, (text) -> this.secretFile = Path.of(text));
				case "token-file" -> parser.line(key, value, 200, (text) -> this.tokenFile = Path.of(text));
				case "to" -> this.to = texts(value);
				default -> parser.problem(key,
						"unknown setting in a channel of notify. Use type, on, url, url-file, secret-file, token-file or to.");
			}
		}

		private Set<NoticeEvent> events(Node value) {
			Set<NoticeEvent> events = EnumSet.noneOf(NoticeEvent.class);
			for (String text : texts(value)) {
				NoticeEvent.parse(text)
					.ifPresentOrElse(events::add, () -> NotifyYaml.this.parser.problem(value,
							"`on` is a list of failed, recovered, succeeded, started and waiting."));
			}
			return events;
		}

		private List<String> texts(Node value) {
			List<String> texts = new ArrayList<>();
			if (value instanceof ScalarNode scalar) {
				texts.add(scalar.getValue());
			}
			else if (value instanceof SequenceNode sequence) {
				for (Node item : sequence.getValue()) {
					texts.add((item instanceof ScalarNode scalar) ? scalar.getValue() : "");
				}
			}
			return texts;
		}

		/** The channel, or null if its type is unknown. */
		@Nullable NoticeChannel channel() {
			return NoticeChannel.Kind.parse(this.type)
				.map((kind) -> new NoticeChannel(this.name, kind, this.on, this.url, this.urlFile, this.secretFile,
						this.tokenFile, this.to))
				.orElse(null);
		}

	}

}
