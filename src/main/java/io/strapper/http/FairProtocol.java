package io.strapper.http;

import java.util.function.Predicate;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;

/**
 * HTTP on a {@link FairEndpoint}: a client that opens many connections, sends half a
 * header on each, or does not read, does not keep others out.
 */
public final class FairProtocol extends Http11NioProtocol {

	/** Called by Tomcat, which creates the protocol by its class name. */
	public FairProtocol() {
		super(new FairEndpoint());
	}

	@Override
	protected Processor createProcessor() {
		return PipeliningValve.observed(new Http11Processor(this, getAdapter()));
	}

	/** Exempts addresses from the limit. */
	void exempt(Predicate<String> addresses) {
		((FairEndpoint) getEndpoint()).exempt(addresses);
	}

}
