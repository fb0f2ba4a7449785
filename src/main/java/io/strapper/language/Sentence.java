package io.strapper.language;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A sentence for whoever reads it, before it is known in which language.
 *
 * @param key names the text
 * @param count what the text counts, or null: see {@link Language#count}
 * @param arguments stand in the text as they are: names, paths, what somebody typed; a
 * sentence that is on record is translated, too
 */
public record Sentence(String key, @Nullable Long count, List<String> arguments) implements Serializable {

	@Serial
	private static final long serialVersionUID = 1L;

	public Sentence {
		arguments = List.copyOf(arguments);
	}

	/** A sentence of a text and what stands in it. */
	public static Sentence of(String key, Object... arguments) {
		return new Sentence(key, null, Stream.of(arguments).map(String::valueOf).toList());
	}

	/** A sentence that counts: see {@link Language#count}. */
	public static Sentence counting(String key, long count) {
		return new Sentence(key, count, List.of());
	}

	/** The sentence in a language. */
	public String in(Language language) {
		Object[] said = this.arguments.stream().map((it) -> language.recorded(it).orElse(it)).toArray();
		return (this.count != null) ? language.count(this.key, this.count, said) : language.text(this.key, said);
	}

	/** The sentence in English: for logs, and for whoever names no language. */
	@Override
	public String toString() {
		return in(Language.ENGLISH);
	}

	/** An exception that tells its reader what to do. */
	public interface Told {

		/** What to do. */
		Sentence sentence();

		/** What an exception says in a language: English words if it has no sentence. */
		static String say(Throwable ex, Language language) {
			return (ex instanceof Told told) ? told.sentence().in(language) : String.valueOf(ex.getMessage());
		}

	}

}
