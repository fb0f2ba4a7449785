package io.strapper.http;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ForwardedTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
			for=192.0.2.60;proto=http;by=203.0.113.43   | 192.0.2.60           | http  | none
			For="[2001:db8:cafe::17]:4711"              | 2001:db8:cafe::17    | ``    | none
			for=192.0.2.43:80, for=198.51.100.17        | 192.0.2.43, 198.51.100.17 | `` | none
			host="a.example:8443";proto=wss             | ``                   | wss   | a.example:8443
			host=evil;garbage"=,, host=real;for=_hidden | _hidden              | ``    | real
			for="unbalanced, for=192.0.2.1              | 192.0.2.1            | ``    | none
			;;;=,                                       | ``                   | ``    | none
			""")
	void readsWhatProxiesSay(String value, String addresses, String protocols, String host) {
		Forwarded forwarded = Forwarded.parse(List.of(value));

		assertThat(forwarded).isEqualTo(new Forwarded(addresses, protocols, host));
	}

	@Test
	void laterHeadersComeBehindEarlierOnes() {
		assertThat(Forwarded.parse(List.of("for=1.1.1.1;host=a", "for=2.2.2.2;host=b")))
			.isEqualTo(new Forwarded("1.1.1.1, 2.2.2.2", "", "b"));
	}

}
