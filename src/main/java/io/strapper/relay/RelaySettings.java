package io.strapper.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.strapper.home.CannotStartException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Conditional;

/**
 * The message broker through which the nodes send each other messages.
 *
 * @param host name or address of the broker; a server with one is one of several nodes
 * @param port where the broker speaks STOMP
 * @param login name of the broker's user, or null if the broker asks for none
 * @param passcode the user's password, or null
 * @param passcodeFile a file that holds the password, or null
 * @param virtualHost the broker's virtual host
 * @param tls whether the connection is encrypted, and the broker's certificate is checked
 * @param tlsBundle name of an SSL bundle ({@code spring.ssl.bundle}) with the
 * certificates to trust, and our own if the broker asks for one; null for those that Java
 * trusts
 */
@ConfigurationProperties("strapper.broker.relay")
@Conditional(OnNode.class)
record RelaySettings(@DefaultValue("") String host, @DefaultValue("61613") int port, @Nullable String login,
		@Nullable String passcode, @Nullable Path passcodeFile, @DefaultValue("/") String virtualHost,
		@DefaultValue("false") boolean tls, @Nullable String tlsBundle) {

	private static final String PREFIX = "strapper.broker.relay.";

	RelaySettings {
		require(host.matches("[A-Za-z0-9._:-]+") && !host.contains("//"),
				"host takes the name or the address of the message broker alone");
		require(port > 0 && port < 1 << 16, "port takes a number from 1 to 65535");
		require(isOneLine(login), "login takes one line");
		require(isOneLine(virtualHost), "virtual-host takes one line");
		require(passcode == null || passcodeFile == null, "passcode and passcode-file exclude each other: name one");
		passcode = (passcodeFile != null) ? read(passcodeFile) : passcode;
		require(isOneLine(passcode), "passcode takes one line");
		require((login == null) == (passcode == null), "login needs a passcode or a passcode-file, and they need it");
		tls = tls || tlsBundle != null;
	}

	private static boolean isOneLine(@Nullable String value) {
		return value == null || (!value.isEmpty() && value.chars().noneMatch(Character::isISOControl));
	}

	private static void require(boolean right, String sentence) {
		if (!right) {
			throw new CannotStartException(PREFIX + sentence);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file).strip();
		}
		catch (IOException ex) {
			throw new CannotStartException(PREFIX + "passcode-file: " + file + " cannot be read", ex);
		}
	}

	/** Where the broker is. */
	String address() {
		return this.host + ":" + this.port;
	}

	/** Without the passcode. */
	@Override
	public String toString() {
		return address();
	}

}
