package io.strapper.secret;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import io.strapper.log.Mask;
import io.strapper.testing.SeededTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a mask hides in bytes that come in any parts. */
class MaskTests {

	private static final String SECRET = "s3cr'et/+\"\\&pass wört";

	private static Mask mask(String... values) {
		return SecretMask.of(List.of(values)
			.stream()
			.map((value) -> new SecretValue(value.getBytes(StandardCharsets.UTF_8), false))
			.toList());
	}

	private static String masked(Mask mask, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		Mask.Pass pass = mask.pass();
		pass.take(bytes, 0, bytes.length);
		return new String(bytes, StandardCharsets.UTF_8);
	}

	@Test
	void eachByteBecomesAStar() {
		assertThat(masked(mask("hunter2"), "my hunter2 is hunter2!\n")).isEqualTo("my ******* is *******!\n");
		assertThat(masked(mask("wörter"), "wörter")).isEqualTo("*******");
	}

	@Test
	void overlappingSecretsAreHiddenAltogether() {
		assertThat(masked(mask("abcdefgh", "efghijkl"), "xabcdefghijklx")).isEqualTo("x************x");
		assertThat(masked(mask("abcdef", "xabcdefghi"), "-xabcdefghi- abcdef")).isEqualTo("-**********- ******");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\033[31m", "\033[38;2;255;128;0m", "\033[m\033[K", "\033(B\033[m", "\0", "\007", "\017" })
	void whatATerminalDoesNotShowDividesNoSecret(String between) {
		for (int at = 1; at < 7; at++) {
			String divided = "hunter2".substring(0, at) + between + "hunter2".substring(at);
			String stars = "*".repeat(at) + between + "*".repeat(7 - at);
			assertThat(masked(mask("hunter2"), "a line, " + divided + "\n")).isEqualTo("a line, " + stars + "\n");
		}
		String coloured = String.join(between, "hunter2".split(""));
		assertThat(masked(mask("hunter2"), coloured)).isEqualTo(String.join(between, "*******".split("")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\033", "\033[", "\033[3", "\033(", "\033]", "\033\033[1" })
	void aCutSequenceHidesNoSecretFromTheMask(String cut) {
		assertThat(masked(mask("hunter2"), "x" + cut + "hunter2")).isEqualTo("x" + cut + "*******");
	}

	@Test
	void theTextOfATitleOrALinkIsSearchedToo() {
		assertThat(masked(mask("hunter2"), "\033]8;;https://x/?hunter2\033\\link"))
			.isEqualTo("\033]8;;https://x/?*******\033\\link");
	}

	@Test
	void eachLineOfAValueIsHiddenButNotTheLineEnds() {
		Mask mask = mask("-----BEGIN KEY-----\nMIIEpAIBAAKCAQEA\nxy\n-----END KEY-----");

		assertThat(masked(mask, "only MIIEpAIBAAKCAQEA here")).isEqualTo("only **************** here");
		assertThat(masked(mask, "-----BEGIN KEY-----\r\nMIIEpAIBAAKCAQEA\r\nxy\r\n-----END KEY-----\r\n"))
			.isEqualTo("*".repeat(19) + "\r\n" + "*".repeat(16) + "\r\n**\r\n" + "*".repeat(17) + "\r\n");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			percent    | s3cr%27et%2F%2B%22%5C%26pass%20w%C3%B6rt
			lower case | s3cr%27et%2f%2b%22%5c%26pass%20w%c3%b6rt
			form       | s3cr%27et%2F%2B%22%5C%26pass+w%C3%B6rt
			component  | s3cr'et%2F%2B%22%5C%26pass%20w%C3%B6rt
			JSON       | s3cr'et/+\\"\\\\&pass wört
			PHP        | s3cr'et\\/+\\"\\\\&pass w\\u00f6rt
			Python     | s3cr'et/+\\"\\\\&pass w\\u00f6rt
			Go         | s3cr'et/+\\"\\\\\\u0026pass wört
			shell      | s3cr'\\''et/+"\\&pass wört
			shlex      | s3cr'"'"'et/+"\\&pass wört
			double     | s3cr'et/+\\"\\\\&pass wört
			printf %q  | s3cr\\'et/+\\"\\\\\\&pass\\ wört
			XML        | s3cr&apos;et/+&quot;\\&amp;pass wört
			HTML       | s3cr&#39;et/+&#34;\\&amp;pass wört
			""")
	void findsTheUsualWaysToWriteASecret(String how, String written) {
		assertThat(masked(mask(SECRET), "x " + written + " y")).as(how)
			.isEqualTo("x " + "*".repeat(written.getBytes(StandardCharsets.UTF_8).length) + " y");
	}

	@Test
	void findsBase64AtEachAlignmentAndHex() {
		byte[] bytes = SECRET.getBytes(StandardCharsets.UTF_8);
		Mask mask = mask(SECRET);
		for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
			for (String before : List.of("", "u", "us", "user:")) {
				String encoded = encoder.encodeToString((before + SECRET + "\n").getBytes(StandardCharsets.UTF_8));
				String masked = masked(mask, encoded);
				byte[] seen = encoder == Base64.getEncoder() ? Base64.getDecoder().decode(masked.replace('*', 'A'))
						: Base64.getUrlDecoder().decode(masked.replace('*', 'A'));
				assertThat(masked.chars().filter((next) -> next == '*').count())
					.isGreaterThan(bytes.length * 8 / 6 - 2);
				assertThat(new String(seen, StandardCharsets.UTF_8)).doesNotContain("3cr", "pass");
			}
		}
		assertThat(masked(mask, HexFormat.of().formatHex(bytes))).containsOnlyOnce("*".repeat(2 * bytes.length));
		assertThat(masked(mask, HexFormat.of().withUpperCase().formatHex(bytes))).matches("\\*+");
	}

	@Test
	void findsBase64ThatIsBrokenIntoLines() {
		String value = "0123456789abcdefghijklmnopqrstuvwxyz".repeat(6);
		Base64.Encoder mime = Base64.getMimeEncoder(76, new byte[] { '\n' });
		String encoded = mime.encodeToString(value.getBytes(StandardCharsets.UTF_8));

		assertThat(masked(mask(value), encoded).replace("\n", "")).matches("\\*+");
	}

	@Test
	void holdsBackWhatMayBeTheBeginningOfASecret() {
		Mask.Pass pass = mask("hunter2").pass();
		byte[] bytes = "a hunt\033[1mer".getBytes(StandardCharsets.UTF_8);

		assertThat(pass.take(bytes, 0, bytes.length)).isEqualTo("hunt\033[1mer".length());
		pass.end(bytes, bytes.length);
		assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo("a ****\033[1m**");
	}

	@Test
	void aDeclarationDoesNotShowEvenAShortValue() {
		Mask mask = SecretMask.of(List.of(new SecretValue("ab1".getBytes(StandardCharsets.UTF_8), true)));

		assertThat(masked(mask, "::add-mask::ab1\nab1")).isEqualTo("::add-mask::***\nab1");
	}

	@Test
	void theVersionIsThatOfTheValues() {
		assertThat(mask("secret1", "secret2").version()).isEqualTo(mask("secret2", "secret1").version())
			.isNotEqualTo(mask("secret1", "secret3").version());
		assertThat(mask()).isSameAs(Mask.NONE);
		assertThat(new SecretValue("hunter2".getBytes(StandardCharsets.UTF_8), false).toString())
			.doesNotContain("hunter");
	}

	@SeededTest(300)
	void hidesTheSameAsALookAtEachPlaceWould(long seed) {
		Random random = new Random(seed);
		List<String> secrets = new ArrayList<>();
		for (int i = 0; i <= random.nextInt(6); i++) {
			secrets.add(text(random, 6 + random.nextInt(12)));
		}
		StringBuilder log = new StringBuilder();
		while (log.length() < 400) {
			String secret = secrets.get(random.nextInt(secrets.size()));
			log.append(switch (random.nextInt(4)) {
				case 0 -> secret;
				case 1 -> secret.substring(0, random.nextInt(secret.length()));
				case 2 -> text(random, random.nextInt(20));
				default -> "\n";
			});
		}
		byte[] bytes = log.toString().getBytes(StandardCharsets.US_ASCII);
		byte[] expected = bytes.clone();
		for (String secret : secrets) {
			for (int at = log.indexOf(secret); at >= 0; at = log.indexOf(secret, at + 1)) {
				for (int i = at; i < at + secret.length(); i++) {
					expected[i] = '*';
				}
			}
		}
		inParts(mask(secrets.toArray(String[]::new)).pass(), bytes, random);

		assertThat(new String(bytes, StandardCharsets.US_ASCII))
			.isEqualTo(new String(expected, StandardCharsets.US_ASCII));
	}

	/** A small alphabet, so that secrets overlap. No encoding of one is made of it. */
	private static String text(Random random, int length) {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < length; i++) {
			text.append("xyx!".charAt(random.nextInt(4)));
		}
		return text.toString();
	}

	@SeededTest(300)
	void hidesTheSameHoweverTheBytesAreDivided(long seed) {
		Random random = new Random(seed);
		byte[] bytes = Coloured.log(random, List.of("hunter2", "hunhunter", SECRET), 600);
		byte[] whole = bytes.clone();
		Mask mask = mask("hunter2", "hunhunter", SECRET);
		mask.pass().take(whole, 0, whole.length);
		inParts(mask.pass(), bytes, random);

		assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(new String(whole, StandardCharsets.UTF_8));
	}

	/** What is decided in one part must not change in the next. */
	private static void inParts(Mask.Pass pass, byte[] bytes, Random random) {
		byte[] decided = {};
		for (int at = 0; at < bytes.length;) {
			int to = Math.min(bytes.length, at + 1 + random.nextInt(40));
			int undecided = pass.take(bytes, at, to);
			assertThat(Arrays.copyOf(bytes, decided.length)).isEqualTo(decided);
			decided = Arrays.copyOf(bytes, to - undecided);
			at = to;
		}
	}

}
