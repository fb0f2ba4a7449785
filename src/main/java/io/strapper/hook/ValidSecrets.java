package io.strapper.hook;

import java.util.List;
import java.util.Optional;

import io.strapper.app.App;
import io.strapper.app.AppHook;
import io.strapper.app.HookSecret;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Which secrets a delivery may be signed with. If an {@code app.yml} names a file, only
 * the file counts, even if it cannot be used. Otherwise the secret that was made on the
 * app's page counts, and for a while the one before.
 */
@Component
class ValidSecrets {

	/** No app can have this name. */
	private static final String NO_APP = "-";

	/** Nobody knows it, so it stands for what is not there. */
	private final String nobodys = HookSecrets.random();

	private final HookSecrets kept;

	ValidSecrets(HookSecrets kept) {
		this.kept = kept;
	}

	/**
	 * The secrets of an app: always two, so that a signature is verified by the same work
	 * whether or not there is such an app.
	 * @param app the app, or null if there is none of that name
	 */
	List<String> of(@Nullable App app) {
		Optional<KeptSecret> kept = this.kept.find((app != null) ? app.id().value() : NO_APP);
		AppHook hook = (app != null) ? app.hook() : null;
		if (app == null || hook == null) {
			return List.of(this.nobodys, this.nobodys);
		}
		if (hook.secretFile() != null) {
			return List.of(HookSecret.read(app.id(), hook.secretFile()).orElse(this.nobodys), this.nobodys);
		}
		return List.of(kept.map(KeptSecret::text).orElse(this.nobodys),
				kept.map(KeptSecret::previous).orElse(this.nobodys));
	}

}
