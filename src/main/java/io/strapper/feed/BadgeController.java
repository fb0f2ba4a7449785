package io.strapper.feed;

import io.strapper.app.Action;
import io.strapper.app.App;
import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.run.Run;
import io.strapper.run.RunStatus;
import io.strapper.run.Runs;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/**
 * Badges of the apps that want one. An app that wants none is answered like one that is
 * not there.
 */
@RestController
class BadgeController {

	private static final String SVG = "image/svg+xml;charset=UTF-8";

	private final Apps apps;

	private final Runs runs;

	BadgeController(Apps apps, Runs runs) {
		this.apps = apps;
		this.runs = runs;
	}

	@GetMapping("/apps/{app}/badge.svg")
	ResponseEntity<byte[]> badge(@PathVariable String app, WebRequest request) {
		return AppId.parse(app)
			.flatMap(this.apps::find)
			.filter(App::badge)
			.map((known) -> Tagged.answer(badge(known).svg(), SVG, false, request))
			.orElseGet(() -> ResponseEntity.notFound().build());
	}

	private Badge badge(App app) {
		Runs.Wanted deploys = new Runs.Wanted(Action.DEPLOY, null, null, null, null);
		RunStatus status = this.runs.history(app.id(), deploys, null, 1)
			.stream()
			.map(Run::status)
			.findFirst()
			.orElse(null);
		return new Badge(app.name(), status);
	}

}
