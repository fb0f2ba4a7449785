package io.strapper.terminal;

import java.time.Duration;

import io.strapper.testing.CpuTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Addresses in plain text are links: {@code [} and {@code ]} stand for what becomes one.
 */
class AddressesTests {

	private static final String END = "\" rel=\"noopener noreferrer\">";

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			http://e.com                          | «http://e.com»
			see HTTPS://e.com/a-b_c~d?x=1&y#z now | see «HTTPS://e.com/a-b_c~d?x=1&y#z» now
			at http://e.com.                      | at «http://e.com».
			http://e.com, http://e.com; and       | «http://e.com», «http://e.com»; and
			really http://e.com/?!                | really «http://e.com/»?!
			(http://e.com)                        | («http://e.com»)
			(see http://e.com/a_(b)_c)            | (see «http://e.com/a_(b)_c»)
			[x](http://e.com/x)and                | [x](«http://e.com/x»)and
			<http://e.com>                        | <«http://e.com»>
			"http://e.com","b"                    | "«http://e.com»","b"
			x='http://e.com',y='z'                | x='«http://e.com»',y='z'
			'http://e.com/(a)','http://e.com/a'b' | '«http://e.com/(a)»','«http://e.com/a»'b'
			{"url": [http://e.com/[1]]}           | {"url": [«http://e.com/[1]»]}
			http://[::1]:8080/                    | «http://[::1]:8080/»
			http://user@e.com:80/a:b              | «http://user@e.com:80/a:b»
			https://e.com/Käse                    | «https://e.com/Käse»
			看http://e.com/x。好                  | 看«http://e.com/x»。好
			http://e.com→                         | «http://e.com»→
			ftp://e.com xhttp://e.com             | ftp://e.com xhttp://e.com
			http:// and http://. and ://          | http:// and http://. and ://
			ahttps://b                            | ahttps://b
			a://http://e.com                      | a://«http://e.com»
			""")
	void areLinks(String text, String expected) {
		String html = Screenful.of(text).markup();

		HtmlCheck.check(Screenful.of(text).terminal().line(0));
		assertThat(html.replaceAll("<a href=\"[^\"]*" + END, "«").replace("</a>", "»")).isEqualTo(
				expected.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;"));
	}

	@Test
	void theLinkIsTheAddress() {
		assertThat(Screenful.of("see http://e.com/?a&b.").markup())
			.isEqualTo("see <a href=\"http://e.com/?a&amp;b" + END + "http://e.com/?a&amp;b</a>.");
	}

	@Test
	void goOnAcrossColorsAndWraps() {
		assertThat(Screenful.of("␛[32mhttp://e.com/␛[1mpath␛[m.").markup()).isEqualTo("<a href=\"http://e.com/path"
				+ END + "<span class=\"fg2\">http://e.com/</span><span class=\"fg2 b\">path</span></a>.");
		String address = "http://e.com/" + "x".repeat(400);
		assertThat(Screenful.of("see " + address + " now").markup())
			.isEqualTo("see <a href=\"" + address + END + address + "</a> now");
	}

	@Test
	void leaveALinkOfTheLogAlone() {
		assertThat(Screenful.of("␛]8;;https://a.com␛\\http://b.com␛]8;;␛\\").markup())
			.isEqualTo("<a href=\"https://a.com" + END + "http://b.com</a>");
		assertThat(Screenful.of("␛]8;;https://a.com/é␛\\a␛]8;;␛\\").markup())
			.isEqualTo("<a href=\"https://a.com/é" + END + "a</a>");
	}

	@Test
	void standBetweenLinksOfTheLog() {
		String link = "␛]8;;https://a.com␛\\ a ␛]8;;␛\\";
		String expected = "<a href=\"https://a.com" + END + " a </a>";

		assertThat(Screenful.of(link + "http://b.com" + link).markup())
			.isEqualTo(expected + "<a href=\"http://b.com" + END + "http://b.com</a>" + expected);
	}

	@Test
	void takeLinearTimeAndBoundedTags() throws Throwable {
		for (String piece : new String[] { "http://a ", "http://", "://", "http://(((", "http://a)" }) {
			Line line = Screenful.of(piece.repeat(16_000 / piece.length())).terminal().line(0);

			assertThat(CpuTime.of(() -> {
				for (int i = 0; i < 200; i++) {
					HtmlRenderer.html(line);
				}
			})).isLessThan(Duration.ofSeconds(10));
			HtmlCheck.check(line);
		}
	}

}
