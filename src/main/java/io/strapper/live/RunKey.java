package io.strapper.live;

import io.strapper.app.AppId;
import io.strapper.run.Run;

/** Names a run. */
public record RunKey(AppId app, long number) {

	public static RunKey of(Run run) {
		return new RunKey(run.app(), run.number());
	}

}
