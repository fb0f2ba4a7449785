package io.strapper.http;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class AddressesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			127.0.0.1                | 127.0.0.1 | true
			127.0.0.1                | 127.0.0.2 | false
			10.0.0.0/8, 127.0.0.1    | 10.1.2.3  | true
			::1                      | ::1       | true
			192\\.168\\..*           | 192.168.1.1 | true
			(?!)                     | 127.0.0.1 | false
			""")
	void areThoseThatTheSettingNames(String setting, String address, boolean named) {
		assertThat(new Addresses(setting).test(address)).isEqualTo(named);
	}

}
