package io.strapper.security;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NetworksTests {

	@ParameterizedTest
	@CsvSource({ "192.0.2.7, 192.0.2.7", "2001:db8:1:2:3:4:5:6, 20010db800010002", "2001:db8:1:2::, 20010db800010002",
			"::ffff:192.0.2.7, 192.0.2.7", "localhost, localhost", "fff, fff", "a:b:c:, a:b:c:" })
	void anAddressBelongsToOneAndNothingIsLookedUp(String address, String network) {
		assertThat(Networks.of(address)).isEqualTo(network);
	}

	@Test
	void whatIsNoAddressIsShort() {
		assertThat(Networks.of("abc.example".repeat(20))).hasSize(64);
	}

}
