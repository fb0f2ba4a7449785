package io.strapper.http;

import java.util.function.Predicate;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;

/**
 * HTTP on a {@link FairEndpoint}: whoever opens many connections, sends half a header on
 * each, or does not read, keeps nobody else out.
 */
public final class FairProtocol extends Http11NioProtocol {

	/** Made by Tomcat, by name. */
	public FairProtocol() {
		super(new FairEndpoint());
	}

	@Override
	protected Processor createProcessor() {
		return PipeliningValve.observed(new Http11Processor(this, getAdapter()));
	}

	/** Lets some addresses have any number of connections. */
	void exempt(Predicate<String> addresses) {
		((FairEndpoint) getEndpoint()).exempt(addresses);
	}

}
