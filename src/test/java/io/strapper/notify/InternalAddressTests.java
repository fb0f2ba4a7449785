package io.strapper.notify;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;

import io.strapper.home.CannotStartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class InternalAddressTests {

	private static InternalAddresses allowing(String... internal) {
		return new InternalAddresses(new NoticeSettings(List.of(internal), Map.of(), List.of(), null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "127.8.9.10", "localhost", "10.0.0.1", "172.16.0.1", "172.31.255.255",
			"192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200", "0.0.0.0", "192.0.0.192", "198.18.0.1",
			"224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
			"::127.0.0.1", "fe80::1", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "64:ff9b::7f00:1",
			"64:ff9b:1::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "100::1", "2130706433", "127.1", "0" })
	void whatIsInternalIsRefused(String host) {
		assertThatExceptionOfType(UndeliveredException.class).isThrownBy(() -> allowing().resolve(host, false))
			.withMessageContaining("strapper.notify.internal");
	}

	@ParameterizedTest
	@ValueSource(strings = { "8.8.8.8", "172.15.255.255", "172.32.0.1", "100.63.255.255", "100.128.0.1", "192.169.0.1",
			"2001:4860:4860::8888", "2a00:1450::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "134744072" })
	void whatIsPublicIsNot(String host) throws Exception {
		assertThat(allowing().resolve(host, false)).isEqualTo(InetAddress.getByName(host));
	}

	/** Whether octal and hexadecimal numbers count differs between libraries. */
	@ParameterizedTest
	@ValueSource(strings = { "0177.0.0.1", "017700000001", "0x7f000001", "0x7f.1", "0300.0250.1.1" })
	void whatIsCheckedIsWhatIsConnectedTo(String host) {
		try {
			InetAddress resolved = allowing().resolve(host, false);

			assertThat(InternalAddresses.isPublic(resolved)).isTrue();
			assertThat(resolved).isEqualTo(InetAddress.getByName(host));
		}
		catch (UndeliveredException | UnknownHostException ex) {
			assertThat(ex.getMessage()).matches(".*(internal address|cannot be resolved).*");
		}
	}

	@ParameterizedTest
	@CsvSource({ "127.0.0.1, 127.0.0.1", "127.0.0.0/8, 127.1.2.3", "localhost, localhost", "LocalHost, localhost",
			"localhost, LOCALHOST.", "10.1.0.0/16, 10.1.255.1", "fd00::/8, fd12::1", "127.0.0.1, localhost",
			"127.0.0.1, 2130706433", "10.0.0.0/8, ::ffff:10.0.0.1" })
	void whatTheAdministratorAllowsIsNot(String allowed, String host) {
		try {
			allowing(allowed, "::1").resolve(host, false);
		}
		catch (UndeliveredException ex) {
			assertThat(ex).as("not resolved here").hasMessageContaining("cannot be resolved");
		}
	}

	@ParameterizedTest
	@CsvSource({ "127.0.0.1, 127.0.0.2", "10.1.0.0/16, 10.2.0.1", "10.1.0.0/17, 10.1.128.1", "fd00::/16, fd12::1",
			"localhost, 127.0.0.1" })
	void nothingElseIsAllowedByThat(String allowed, String host) {
		assertThatExceptionOfType(UndeliveredException.class).isThrownBy(() -> allowing(allowed).resolve(host, false));
	}

	@Test
	void whoConfiguresTheServerAllowsWhatTheyName() throws Exception {
		assertThat(allowing().resolve("127.0.0.1", true)).isEqualTo(InetAddress.getByName("127.0.0.1"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://gotify.lan", "10.0.0.0/33", "*", "" })
	void whatMakesNoSenseStopsTheStart(String allowed) {
		assertThatExceptionOfType(CannotStartException.class).isThrownBy(() -> allowing(allowed));
	}

}
