package io.strapper.notify;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of notices.
 *
 * @param internal hosts and networks (CIDR) that are not public, and that the channels of
 * apps may use nevertheless
 * @param channels the channels of the server, by their names
 * @param retries how long to wait before each further try: a notice is tried once more
 * than there are pauses
 * @param from the sender of e-mail, or null
 */
@ConfigurationProperties("strapper.notify")
record NoticeSettings(@DefaultValue List<String> internal, @DefaultValue Map<String, ChannelSettings> channels,
		@DefaultValue( {
				"10s", "1m", "5m", "30m", "2h", "6h" }) List<Duration> retries,
		@Nullable String from){

	NoticeSettings {
		internal = List.copyOf(internal);
		channels = Map.copyOf(channels);
		retries = List.copyOf(retries);
	}

	/**
	 * A channel of the server. Its files are relative to the home.
	 *
	 * @param type the kind of channel, or null: then its name is the kind
	 * @param on what is told
	 * @param apps identifiers of the apps whose runs are told; empty: all
	 * @param url the address, or null
	 * @param urlFile the file with the address, or null
	 * @param secretFile the file with the secret that signs, or null
	 * @param tokenFile the file with the receiver's token, or null
	 * @param to addresses of e-mail
	 */
	record ChannelSettings(@Nullable String type, @DefaultValue( {
			"failed", "recovered" }) List<String> on, @DefaultValue List<String> apps, @Nullable String url,
			@Nullable Path urlFile, @Nullable Path secretFile, @Nullable Path tokenFile, @DefaultValue List<String> to){

		/** Without the address, which may be a secret. */
		@Override
		public String toString() {
			return "channel";
		}

	}

}
