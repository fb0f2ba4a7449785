package io.strapper.live;

import io.strapper.app.AppId;
import io.strapper.run.Run;

/** The key of a run: its app and its number. */
public record RunKey(AppId app, long number) {

	public static RunKey of(Run run) {
		return new RunKey(run.app(), run.number());
	}

}
