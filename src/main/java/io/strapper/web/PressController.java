package io.strapper.web;

import java.net.URI;

import jakarta.servlet.http.HttpServletRequest;

import io.strapper.app.Action;
import io.strapper.app.AppId;
import io.strapper.audit.Audit;
import io.strapper.live.Logs;
import io.strapper.live.NotVisibleException;
import io.strapper.live.RunView;
import io.strapper.process.Deployer;
import io.strapper.run.LogRemover;
import io.strapper.run.Run;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** The buttons: pages answer with the run's page, the API with the run. */
@Controller
class PressController {

	private final AuthorizedReads reads;

	private final Deployer deployer;

	private final LogRemover remover;

	private final Logs logs;

	private final Audit audit;

	PressController(AuthorizedReads reads, Deployer deployer, LogRemover remover, Logs logs, Audit audit) {
		this.reads = reads;
		this.deployer = deployer;
		this.remover = remover;
		this.logs = logs;
		this.audit = audit;
	}

	@PostMapping("/apps/{app}/{action:deploy|stop|destroy}")
	ResponseEntity<Void> press(@PathVariable AppId app, @PathVariable String action, Authentication user,
			HttpServletRequest request) {
		return seeOther(start(app, action, user), request);
	}

	/** Starts a run. */
	@Operation(operationId = "press")
	@PostMapping("/api/apps/{app}/{action:deploy|stop|destroy}")
	@ResponseBody
	@ApiResponse(responseCode = "202")
	@ApiResponse(responseCode = "409")
	@ApiResponse(responseCode = "507")
	ResponseEntity<RunView> pressByApi(@PathVariable AppId app,
			@PathVariable @Schema(allowableValues = { "deploy", "stop", "destroy" }) String action, Authentication user,
			HttpServletRequest request) {
		return accepted(start(app, action, user), request);
	}

	@PostMapping("/apps/{app}/runs/{number}/cancel")
	ResponseEntity<Void> cancel(@PathVariable AppId app, @PathVariable long number, Authentication user,
			HttpServletRequest request) {
		return seeOther(cancelRun(app, number, user), request);
	}

	/** Cancels a run, which ends a little later. */
	@Operation(operationId = "cancel")
	@PostMapping("/api/apps/{app}/runs/{number}/cancel")
	@ResponseBody
	@ApiResponse(responseCode = "202")
	ResponseEntity<RunView> cancelByApi(@PathVariable AppId app, @PathVariable long number, Authentication user,
			HttpServletRequest request) {
		return accepted(cancelRun(app, number, user), request);
	}

	@PostMapping("/apps/{app}/runs/{number}/delete-log")
	ResponseEntity<Void> deleteLog(@PathVariable AppId app, @PathVariable long number, Authentication user,
			HttpServletRequest request) {
		return seeOther(removeLog(app, number, user), request);
	}

	/** Deletes the log of a run, whose record is kept; for administrators. */
	@Operation(operationId = "deleteLog")
	@DeleteMapping("/api/apps/{app}/runs/{number}/log")
	@ResponseBody
	@ApiResponse(responseCode = "204")
	@ApiResponse(responseCode = "409")
	ResponseEntity<Void> deleteLogByApi(@PathVariable AppId app, @PathVariable long number, Authentication user) {
		removeLog(app, number, user);
		return ResponseEntity.noContent().build();
	}

	private Run start(AppId app, String action, Authentication user) {
		require(action, app, () -> this.reads.requirePress(user, app));
		Run run = this.deployer.start(app, Action.parse(action).orElseThrow(), user.getName());
		this.audit.note(action, target(run));
		return run;
	}

	private Run cancelRun(AppId app, long number, Authentication user) {
		require("cancel", app, () -> this.reads.requirePress(user, app));
		Run before = this.reads.run(user, app, number);
		Run run = this.deployer.cancel(app, number, user.getName());
		if (!before.ended() && before.cancelledBy() == null) {
			this.audit.note("cancel", target(run));
		}
		return run;
	}

	private Run removeLog(AppId app, long number, Authentication user) {
		require("delete log", app, () -> this.reads.requireDelete(user, app));
		this.reads.run(user, app, number);
		Run run = this.remover.remove(app, number, user.getName());
		this.audit.note("delete log", target(run));
		return run;
	}

	private void require(String what, AppId app, Runnable rule) {
		try {
			rule.run();
		}
		catch (NotVisibleException | NotAllowedException ex) {
			this.audit.noteRefusal(what, app.value());
			throw ex;
		}
	}

	private static String target(Run run) {
		return run.app() + " #" + run.number();
	}

	private ResponseEntity<Void> seeOther(Run run, HttpServletRequest request) {
		URI page = URI.create(request.getContextPath() + "/apps/" + run.app() + "/runs/" + run.number());
		return ResponseEntity.status(HttpStatus.SEE_OTHER).location(page).build();
	}

	private ResponseEntity<RunView> accepted(Run run, HttpServletRequest request) {
		URI location = URI.create(request.getContextPath() + "/api/apps/" + run.app() + "/runs/" + run.number());
		return ResponseEntity.accepted().location(location).body(this.logs.view(run));
	}

}
