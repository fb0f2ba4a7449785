package io.strapper.socket;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of open pages.
 *
 * @param sockets how many pages may be open at once
 * @param socketsPerUser how many pages one user may have open at once
 * @param compressedSockets a socket is compressed if fewer than so many are open when it
 * opens
 * @param keptBytes how many bytes are kept in all for pages that do not read
 * @param keptBytesPerUser how many of them for the pages of one user
 */
@ConfigurationProperties("strapper.live")
record SocketSettings(@DefaultValue("5000") int sockets, @DefaultValue("100") int socketsPerUser,
		@DefaultValue("100") int compressedSockets, @DefaultValue("32MB") DataSize keptBytes,
		@DefaultValue("8MB") DataSize keptBytesPerUser) {

}
