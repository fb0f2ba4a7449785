package io.strapper.hook;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.strapper.run.Trigger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the pushes in the JSON of the forges. What is missing is unknown. */
final class Pushes {

	private static final String BRANCH = "refs/heads/";

	private static final String TAG = "refs/tags/";

	/** GitHub lists so many commits at most. */
	private static final int MOST_COMMITS = 2048;

	private Pushes() {
	}

	/**
	 * The pushes of a delivery.
	 * @param event what has happened, in the forge's words
	 * @return empty if the event is no push
	 */
	static List<Push> of(Provider provider, String event, JsonNode body) {
		return switch (provider) {
			case GITHUB, GITEA -> event.equals("push") ? List.of(hub(body)) : List.of();
			case GITLAB ->
				event.equals("Push Hook") || event.equals("Tag Push Hook") ? List.of(gitlab(body)) : List.of();
			case BITBUCKET -> event.equals("repo:push") ? bitbucket(body) : List.of();
			case GENERIC -> List.of(generic(body));
		};
	}

	/** Whether a forge only wants to know whether somebody is there. */
	static boolean isPing(String event) {
		return event.equals("ping") || event.equals("diagnostics:ping");
	}

	private static Push hub(JsonNode body) {
		JsonNode head = body.path("head_commit");
		Trigger trigger = trigger(text(body.path("ref")),
				head.has("id") ? text(head.path("id")) : text(body.path("after")),
				text(head.path("author").path("name")), text(head.path("message")));
		boolean deleted = body.path("deleted").asBoolean(false) || isZero(text(body.path("after")));
		return new Push(trigger, deleted, paths(body.path("commits"), body.path("total_commits").asInt(-1)));
	}

	private static Push gitlab(JsonNode body) {
		String after = text(body.path("after"));
		JsonNode commits = body.path("commits");
		JsonNode head = commits.isEmpty() ? commits.path(0) : commits.path(commits.size() - 1);
		String author = text(head.path("author").path("name"));
		Trigger trigger = trigger(text(body.path("ref")),
				(text(body.path("checkout_sha")) != null) ? text(body.path("checkout_sha")) : after,
				(author != null) ? author : text(body.path("user_name")), text(head.path("message")));
		return new Push(trigger, isZero(after), paths(commits, body.path("total_commits_count").asInt(-1)));
	}

	private static List<Push> bitbucket(JsonNode body) {
		List<Push> pushes = new ArrayList<>();
		for (JsonNode change : body.path("push").path("changes")) {
			boolean deleted = !change.path("new").isObject();
			JsonNode ref = deleted ? change.path("old") : change.path("new");
			JsonNode target = ref.path("target");
			String name = text(ref.path("name"));
			boolean tag = "tag".equals(text(ref.path("type")));
			String author = text(target.path("author").path("user").path("display_name"));
			Trigger trigger = new Trigger(tag ? null : name, tag ? name : null, text(target.path("hash")),
					(author != null) ? author : text(target.path("author").path("raw")), text(target.path("message")));
			pushes.add(new Push(trigger, deleted, null));
		}
		return pushes;
	}

	private static Push generic(JsonNode body) {
		String ref = text(body.path("ref"));
		Trigger trigger = (ref != null)
				? trigger(ref, text(body.path("commit")), text(body.path("author")), text(body.path("message")))
				: new Trigger(text(body.path("branch")), text(body.path("tag")), text(body.path("commit")),
						text(body.path("author")), text(body.path("message")));
		return new Push(trigger, false, null);
	}

	private static Trigger trigger(@Nullable String ref, @Nullable String commit, @Nullable String author,
			@Nullable String message) {
		String branch = (ref != null && ref.startsWith(BRANCH)) ? ref.substring(BRANCH.length()) : null;
		String tag = (ref != null && ref.startsWith(TAG)) ? ref.substring(TAG.length()) : null;
		return new Trigger((branch == null && tag == null) ? ref : branch, tag, commit, author, message);
	}

	/** Null if the list may be cut, or tells no files. */
	private static @Nullable Set<String> paths(JsonNode commits, int total) {
		if (commits.isEmpty() || commits.size() >= MOST_COMMITS || total > commits.size()) {
			return null;
		}
		Set<String> paths = new HashSet<>();
		for (JsonNode commit : commits) {
			for (String kind : List.of("added", "modified", "removed")) {
				commit.path(kind).forEach((path) -> paths.add(path.asString("")));
			}
		}
		return paths;
	}

	private static boolean isZero(@Nullable String commit) {
		return commit != null && commit.matches("0{40,64}");
	}

	private static @Nullable String text(JsonNode node) {
		return node.isString() ? node.asString() : null;
	}

}
