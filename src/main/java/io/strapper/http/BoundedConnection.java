package io.strapper.http;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;

/** A connection on which a thread may wait for its reader only within limits. */
final class BoundedConnection extends NioEndpoint.NioSocketWrapper {

	private final BlockingWrites writes;

	private final String network;

	/**
	 * A connection that was just accepted.
	 * @param writes bounds the threads that wait for readers
	 * @param network whose connection it is; empty for a proxy's
	 */
	BoundedConnection(NioChannel channel, NioEndpoint endpoint, BlockingWrites writes, String network) {
		super(channel, endpoint);
		this.writes = writes;
		this.network = network;
	}

	@Override
	protected void doWrite(boolean block, ByteBuffer bytes) throws IOException {
		// Mostly the kernel has room for all
		super.doWrite(false, bytes);
		if (!block || (!bytes.hasRemaining() && getSocket().getOutboundRemaining() == 0)) {
			return;
		}
		long patience = getWriteTimeout();
		this.writes.enter(this.network);
		try {
			setWriteTimeout(this.writes.patience(patience));
			super.doWrite(true, bytes);
		}
		finally {
			setWriteTimeout(patience);
			this.writes.leave(this.network);
		}
	}

}
