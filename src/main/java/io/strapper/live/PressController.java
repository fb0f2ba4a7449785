package io.strapper.live;

import java.net.URI;

import io.strapper.app.Action;
import io.strapper.app.AppId;
import io.strapper.run.Deployer;
import io.strapper.run.Run;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The buttons: pages answer with the run's page, the API with the run. */
@Controller
class PressController {

	private final Visible visible;

	private final Deployer deployer;

	private final Logs logs;

	PressController(Visible visible, Deployer deployer, Logs logs) {
		this.visible = visible;
		this.deployer = deployer;
		this.logs = logs;
	}

	@PostMapping("/apps/{app}/{action:deploy|stop|destroy}")
	ResponseEntity<Void> press(@PathVariable AppId app, @PathVariable String action, Authentication user) {
		return seeOther(start(app, action, user));
	}

	@PostMapping("/api/apps/{app}/{action:deploy|stop|destroy}")
	ResponseEntity<RunView> pressByApi(@PathVariable AppId app, @PathVariable String action, Authentication user) {
		return accepted(start(app, action, user));
	}

	@PostMapping("/apps/{app}/runs/{number}/cancel")
	ResponseEntity<Void> cancel(@PathVariable AppId app, @PathVariable long number, Authentication user) {
		return seeOther(cancelRun(app, number, user));
	}

	@PostMapping("/api/apps/{app}/runs/{number}/cancel")
	ResponseEntity<RunView> cancelByApi(@PathVariable AppId app, @PathVariable long number, Authentication user) {
		return accepted(cancelRun(app, number, user));
	}

	private Run start(AppId app, String action, Authentication user) {
		this.visible.requirePress(user, app);
		return this.deployer.start(app, Action.parse(action).orElseThrow(), user.getName());
	}

	private Run cancelRun(AppId app, long number, Authentication user) {
		this.visible.requirePress(user, app);
		this.visible.run(user, app, number);
		return this.deployer.cancel(app, number, user.getName());
	}

	private ResponseEntity<Void> seeOther(Run run) {
		URI page = URI.create("/apps/" + run.app() + "/runs/" + run.number());
		return ResponseEntity.status(HttpStatus.SEE_OTHER).location(page).build();
	}

	private ResponseEntity<RunView> accepted(Run run) {
		URI location = URI.create("/api/apps/" + run.app() + "/runs/" + run.number());
		return ResponseEntity.accepted().location(location).body(this.logs.view(run));
	}

}
