package io.strapper.run;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Records problems of logs in the ledger. */
@Component
public class RecordedLogProblems implements LogProblems {

	private final RunLedger ledger;

	private final ApplicationEventPublisher events;

	RecordedLogProblems(RunLedger ledger, ApplicationEventPublisher events) {
		this.ledger = ledger;
		this.events = events;
	}

	@Override
	public void report(Run run, String problem) {
		this.ledger.recordLogProblem(run, problem).ifPresent((now) -> this.events.publishEvent(new RunChanged(now)));
	}

}
