package io.strapper.hook;

import java.util.List;
import java.util.Optional;

import io.strapper.app.Action;
import io.strapper.app.App;
import io.strapper.app.AppHook;
import io.strapper.app.AppId;
import io.strapper.app.WhenBusy;
import io.strapper.audit.Audit;
import io.strapper.process.Deployer;
import io.strapper.run.Run;
import io.strapper.run.RunInProgressException;
import io.strapper.run.Trigger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/** Decides what a delivery whose signature is right comes to. */
@Component
class Hooks {

	private static final Logger log = LoggerFactory.getLogger(Hooks.class);

	private final Deliveries deliveries;

	private final WaitingRuns waiting;

	private final Turn turn;

	private final Deployer deployer;

	private final Audit audit;

	private final JsonMapper mapper;

	Hooks(Deliveries deliveries, WaitingRuns waiting, Turn turn, Deployer deployer, Audit audit, JsonMapper mapper) {
		this.deliveries = deliveries;
		this.waiting = waiting;
		this.turn = turn;
		this.deployer = deployer;
		this.audit = audit;
		this.mapper = mapper;
	}

	/**
	 * Handles a delivery.
	 * @param body what the forge says
	 * @return what it has come to, or empty if the same was handled before
	 */
	Optional<Result> deliver(App app, AppHook hook, Delivered delivered, byte[] body) {
		Optional<Long> begun = this.deliveries.begin(app.id(), delivered);
		return begun.map((id) -> {
			Result result = new Result(Outcome.FAILED, "The server could not handle this.", null, null);
			try {
				result = result(app.id(), hook, delivered.provider(), delivered.event(), body, id);
				return result;
			}
			catch (RuntimeException ex) {
				result = new Result(Outcome.FAILED, ex.getMessage(), null, null);
				throw ex;
			}
			finally {
				this.deliveries.end(id, result.outcome(), result.reason(),
						(result.run() != null) ? result.run().number() : null, result.trigger());
				this.turn.look();
			}
		});
	}

	private Result result(AppId app, AppHook hook, Provider provider, String event, byte[] body, long id) {
		if (Pushes.isPing(event)) {
			return Result.ignored("This was a ping: the webhook works.", null);
		}
		List<Push> pushes = pushes(provider, event, body);
		if (pushes.isEmpty()) {
			return Result.ignored("The event %s is no push.".formatted(event), null);
		}
		Filters filters = new Filters(hook);
		Optional<Push> wanted = pushes.stream().filter((push) -> filters.refusal(push).isEmpty()).findFirst();
		return wanted.map((push) -> deploy(app, hook.whenBusy(), provider, push.trigger(), id))
			.orElseGet(() -> Result.ignored(filters.refusal(pushes.get(0)).orElse(""), pushes.get(0).trigger()));
	}

	private List<Push> pushes(Provider provider, String event, byte[] body) {
		try {
			return Pushes.of(provider, event, this.mapper.readTree(body));
		}
		catch (JacksonException ex) {
			throw new UnreadableDeliveryException();
		}
	}

	private Result deploy(AppId app, WhenBusy whenBusy, Provider provider, Trigger trigger, long id) {
		try {
			Run run = this.deployer.start(app, Action.DEPLOY, provider.actor(), trigger);
			this.audit.note(provider.actor(), Action.DEPLOY.label(), run.app() + " #" + run.number());
			return new Result(Outcome.STARTED, null, run, trigger);
		}
		catch (RunInProgressException ex) {
			return busy(app, whenBusy, provider, trigger, id, ex.active());
		}
	}

	private Result busy(AppId app, WhenBusy whenBusy, Provider provider, Trigger trigger, long id, Run active) {
		if (whenBusy == WhenBusy.REFUSE) {
			return new Result(Outcome.REFUSED, "Run #%d is active.".formatted(active.number()), null, trigger);
		}
		long place = this.waiting.add(app, provider.actor(), id, trigger);
		if (whenBusy == WhenBusy.LATEST) {
			this.waiting.of(app)
				.stream()
				.filter((old) -> old.id() < place)
				.forEach((old) -> drop(old, "A newer push has taken its place."));
		}
		log.info("A deploy of {} by {} waits for run #{}", app, provider.actor(), active.number());
		return new Result(Outcome.WAITING, "It waits for the end of run #%d.".formatted(active.number()), null,
				trigger);
	}

	/** Takes a waiting deploy out of the queue. */
	void drop(WaitingRuns.Waiting old, String reason) {
		if (this.waiting.remove(old)) {
			this.deliveries.correct(old.delivery(), Outcome.DROPPED, reason, null, old.trigger());
		}
	}

	/**
	 * A delivery whose signature is right.
	 *
	 * @param provider who has sent it
	 * @param event what has happened, in the forge's words
	 * @param delivery the forge's identifier, or null
	 * @param digest SHA-256 of what was signed: the same is not handled twice
	 */
	record Delivered(Provider provider, String event, @Nullable String delivery, String digest) {
	}

	/**
	 * What a delivery has come to.
	 *
	 * @param outcome the outcome
	 * @param reason one sentence on why nothing was started, or null
	 * @param run the run that was started, or null
	 * @param trigger what was pushed, or null
	 */
	record Result(Outcome outcome, @Nullable String reason, @Nullable Run run, @Nullable Trigger trigger) {

		static Result ignored(String reason, @Nullable Trigger trigger) {
			return new Result(Outcome.IGNORED, reason, null, trigger);
		}

	}

}
