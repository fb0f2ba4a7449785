package io.strapper.terminal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which characters bytes are, and how many columns each takes.
 */
class CharactersTests {

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			# name                                | bytes               | expected
			two bytes                             | C3 A9               | é
			three bytes                           | E2 9C 93            | ✓
			four bytes                            | F0 9F 91 8D         | 👍
			a byte that is none                   | 61 FF 62            | a\uFFFDb
			a continuation alone                  | 80 81 20 A0         | \uFFFD\uFFFD \uFFFD
			a character that breaks off           | C3 0A 61            | \uFFFD␤a
			a character that breaks off later     | E2 82 41            | \uFFFDA
			a character that another one breaks   | F0 9F C3 A9         | \uFFFDé
			an overlong form                      | C0 AF               | \uFFFD\uFFFD
			an overlong form of three             | E0 80 AF            | \uFFFD\uFFFD\uFFFD
			a surrogate                           | ED A0 80            | \uFFFD\uFFFD\uFFFD
			above Unicode                         | F4 90 80 80         | \uFFFD\uFFFD\uFFFD\uFFFD
			an escape breaks it off               | E2 1B 5B 31 6D 61   | \uFFFDa
			C1 as a character                     | 61 C2 85 62         | a\uFFFDb
			CSI as a character                    | 61 C2 9B 33 31 6D   | a\uFFFD31m
			DCS, OSC, ST as characters            | C2 90 C2 9D C2 9C   | \uFFFD\uFFFD\uFFFD
			C1 within a sequence                  | 61 1B 5B C2 9B 62   | ab
			what is no C1                         | C2 A0 C2 A1         | \u00A0¡
			C1 as a byte                          | 61 9B 62            | a\uFFFDb
			""")
	void decodes(String name, String bytes, String expected) {
		assertThat(Screenful.of(octets(bytes)).text()).isEqualTo(expected);
	}

	private static byte[] octets(String hex) {
		String[] octets = hex.split(" ");
		byte[] bytes = new byte[octets.length];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) Integer.parseInt(octets[i], 16);
		}
		return bytes;
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			# name                                  | input             | expected
			wide characters take two columns        | 日本語␛[5GX       | 日本X
			writing on a first half                 | 日本␍X            | X 本
			writing on a second half                | 日本␛[2GX         | ' X本'
			erasing from a second half              | 日本語␛[4G␛[K     | 日
			erasing up to a first half              | 日本語␛[3G␛[1K    | '    語'
			deleting a first half                   | 日本␍␛[P          | ' 本'
			inserting in the middle of a character  | 日本␛[2G␛[@       | '   本'
			backspace goes back one column          | 日␈X              | ' X'
			combining characters take none          | e\u0301␛[2GX      | e\u0301X
			combining with a wide character         | 日\u0301X         | 日\u0301X
			combining across a sequence             | e␛[31m\u0301X     | e\u0301X
			combining with nothing                  | \u0301X           | X
			combining goes with its character       | e\u0301␍aX        | aX
			combining moves with its character      | e\u0301␍␛[@X      | Xe\u0301
			an emoji takes two columns              | 👍␛[3GX           | 👍X
			a variation selector takes none         | ✈\uFE0F␛[2GX      | ✈\uFE0FX
			each of a ZWJ sequence counts           | 👨\u200D👩␛[5GX   | 👨\u200D👩X
			each half of a flag counts              | 🇩🇪␛[3GX           | 🇩🇪X
			DEL between them is nothing             | a␡b               | ab
			""")
	void takeColumns(String name, String input, String expected) {
		assertThat(Screenful.of(input).text()).isEqualTo(expected);
	}

	@Test
	void whatCombinesWithOneCharacterIsBounded() {
		assertThat(Screenful.of("e" + "\u0301".repeat(10_000)).text()).hasSize(17);
	}

}
