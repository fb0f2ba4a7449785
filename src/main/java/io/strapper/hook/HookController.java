package io.strapper.hook;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import io.strapper.app.App;
import io.strapper.app.AppHook;
import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.audit.Audit;
import io.strapper.http.LimitedBody;
import io.strapper.live.Logs;
import io.strapper.security.Networks;
import io.strapper.security.Throttle;
import io.strapper.security.Throttles;
import io.strapper.user.Sha256;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes what forges deliver. The signature is the only thing that counts: an app that is
 * not there, or wants no webhooks, is answered like a wrong signature, after the same
 * work.
 */
@RestController
class HookController {

	private static final int MOST_BYTES = 1 << 20;

	private final Throttle networks;

	private final Apps apps;

	private final ValidSecrets secrets;

	private final Hooks hooks;

	private final Logs logs;

	private final Audit audit;

	private final Clock clock;

	HookController(Throttles throttles, Apps apps, ValidSecrets secrets, Hooks hooks, Logs logs, Audit audit,
			Clock clock) {
		this.networks = throttles.of("hook", 20);
		this.apps = apps;
		this.secrets = secrets;
		this.hooks = hooks;
		this.logs = logs;
		this.audit = audit;
		this.clock = clock;
	}

	@PostMapping("/hooks/{app}")
	ResponseEntity<Object> deliver(@PathVariable String app, HttpServletRequest request) throws IOException {
		if (isForm(request)) {
			return problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE,
					"Set the webhook's content type to application/json: a form cannot be verified.");
		}
		byte[] body = LimitedBody.read(request, MOST_BYTES);
		Provider provider = Provider.of(request);
		App known = AppId.parse(app).flatMap(this.apps::find).orElse(null);
		AppHook hook = (known != null) ? known.hook() : null;
		boolean signed = new Signature(this.secrets.of(known), this.clock.instant()).isIn(request, provider, body);
		if (!signed || known == null || hook == null) {
			return refused(request, provider);
		}
		Hooks.Delivered delivered = new Hooks.Delivered(provider, provider.event(request),
				provider.delivery(request).orElse(null), Sha256.of(Signature.signed(request, provider, body)));
		return this.hooks.deliver(known, hook, delivered, body)
			.map((result) -> answer(result, request))
			.orElseGet(() -> replay(provider));
	}

	private static boolean isForm(HttpServletRequest request) {
		String type = request.getContentType();
		return type != null && type.toLowerCase().startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
	}

	private ResponseEntity<Object> refused(HttpServletRequest request, Provider provider) {
		Duration pause = this.networks.attempt(Networks.of(request.getRemoteAddr()), this.clock.instant());
		if (!pause.isZero()) {
			long seconds = pause.toSeconds() + 1;
			return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
				.header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
				.body(ProblemDetail.forStatusAndDetail(HttpStatus.TOO_MANY_REQUESTS,
						"Too many wrong signatures came from your network. Try again in %d seconds."
							.formatted(seconds)));
		}
		this.audit.noteFailure(null, "failed " + provider.actor());
		return problem(HttpStatus.UNAUTHORIZED,
				"The signature is missing or wrong. Check the app's name, and that both sides have the same secret.");
	}

	private ResponseEntity<Object> replay(Provider provider) {
		this.audit.noteFailure(provider.actor(), "replayed delivery");
		return problem(HttpStatus.CONFLICT,
				"The same was delivered before, and handled. Deploy it again on the app's page Webhook.");
	}

	private ResponseEntity<Object> answer(Hooks.Result result, HttpServletRequest request) {
		if (result.run() != null) {
			URI location = URI.create(
					request.getContextPath() + "/api/apps/" + result.run().app() + "/runs/" + result.run().number());
			return ResponseEntity.accepted().location(location).body(this.logs.view(result.run()));
		}
		HttpStatus status = (result.outcome() == Outcome.WAITING) ? HttpStatus.ACCEPTED : HttpStatus.OK;
		return ResponseEntity.status(status)
			.body(Map.of("outcome", result.outcome().label(), "reason", String.valueOf(result.reason())));
	}

	private static ResponseEntity<Object> problem(HttpStatus status, String sentence) {
		return ResponseEntity.status(status).body(ProblemDetail.forStatusAndDetail(status, sentence));
	}

}
