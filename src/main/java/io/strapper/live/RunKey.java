package io.strapper.live;

import io.strapper.app.AppId;
import io.strapper.run.Run;

/** Names a run. */
record RunKey(AppId app, long number) {

	static RunKey of(Run run) {
		return new RunKey(run.app(), run.number());
	}

}
