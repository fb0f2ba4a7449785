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

	private final NodeReader reader;

	private final List<NoticeChannel> channels = new ArrayList<>();

	NotifyYaml(NodeReader reader) {
		this.reader = reader;
	}

	/** The channels that were read, whose files are relative to the app's folder. */
	List<NoticeChannel> channels() {
		return List.copyOf(this.channels);
	}

	/** Reads the channels. */
	void read(ScalarNode key, Node value) {
		this.reader.map(key, value, EXAMPLE, this::channel);
		if (this.channels.size() > MOST_CHANNELS) {
			this.reader.problem(value, "notify has more than %d channels. Remove some.", MOST_CHANNELS);
		}
	}

	private void channel(ScalarNode name, Node value) {
		if (!NoticeChannel.isName(name.getValue())) {
			this.reader.problem(name, "a channel of notify has a name of 1–40 characters: a-z, 0-9 and -.");
		}
		else if (value instanceof MappingNode map) {
			Draft draft = new Draft(name.getValue());
			int before = this.reader.problems().size();
			this.reader.each(map, draft::setting);
			if (this.reader.problems().size() == before) {
				add(draft, value);
			}
		}
		else {
			this.reader.problem(value, "a channel of notify must be a map, e.g. %s.", EXAMPLE);
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
			this.reader.problem(node, "notify, %s: %s", draft.name, String.valueOf(problem));
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
			NodeReader reader = NotifyYaml.this.reader;
			switch (key.getValue()) {
				case "type" -> reader.scalar(key, value, (text) -> this.type = text);
				case "on" -> this.on = events(value);
				case "url" -> reader.scalar(key, value, (text) -> this.url = text);
				case "url-file" -> reader.line(key, value, 200, (text) -> this.urlFile = Path.of(text));
				case "secret-file" -> reader.line(key, value, 200, (text) -> this.secretFile = Path.of(text));
				case "token-file" -> reader.line(key, value, 200, (text) -> this.tokenFile = Path.of(text));
				case "to" -> this.to = texts(value);
				default -> reader.problem(key,
						"unknown setting in a channel of notify. Use type, on, url, url-file, secret-file, token-file or to.");
			}
		}

		private Set<NoticeEvent> events(Node value) {
			Set<NoticeEvent> events = EnumSet.noneOf(NoticeEvent.class);
			for (String text : texts(value)) {
				NoticeEvent.parse(text)
					.ifPresentOrElse(events::add, () -> NotifyYaml.this.reader.problem(value,
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
