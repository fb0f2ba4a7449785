package io.strapper.terminal;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RenditionTests {

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|',
			textBlock = """
					# name                              | input                                    | expected
					no style                            | a                                        | a
					foreground                          | ␛[31ma                                   | <fg1>a</>
					background                          | ␛[42ma                                   | <bg2>a</>
					bright colors                       | ␛[91;104ma                               | <fg9 bg12>a</>
					palette                             | ␛[38;5;214;48;5;16ma                     | <fg214 bg16>a</>
					palette with colons                 | ␛[38:5:214ma                             | <fg214>a</>
					palette wraps as in xterm           | ␛[38;5;300ma                             | <fg44>a</>
					24 bits                             | ␛[38;2;1;2;255ma                         | <#color:#0102ff>a</>
					24 bits with colons                 | ␛[48:2::1:2:3ma                          | <#background-color:#010203>a</>
					24 bits beside classes              | ␛[1;48;2;1;2;3ma                         | <b#background-color:#010203>a</>
					both of 24 bits                     | ␛[38;2;0;0;0;48;2;9;9;9ma                | <#color:#000000;background-color:#090909>a</>
					incomplete palette                  | ␛[38;5ma                                 | <fg0>a</>
					a colon too many                    | ␛[38;5;1:2ma                             | <fg1>a</>
					incomplete 24 bits                  | ␛[38;2;1;2ma                             | <#color:#010200>a</>
					a known sequence in another style   | ␛[1ma␛[31mb␛[0;4mc␛[31md␛[0;4me␛[31mf␛[me | <b>a</><fg1 b>b</><u>c</><fg1 u>d</><u>e</><fg1 u>f</>e
					a known sequence in a link          | ␛[31ma␛[m␛]8;;http://e.com␇␛[31mb␛[mc␛]8;;␇␛[31md | <fg1>a</><a http://e.com><fg1>b</>c</a><fg1>d</>
					a known sequence and the background | ␛[44m␛[31m␛[K␛[m␛[Ka␛[44m␛[31m␛[K␛[m        | a
					every attribute                     | ␛[1;2;3;4;7;8;9;53ma                     | <b dim i u inv conceal s o>a</>
					every attribute off                 | ␛[1;2;3;4;7;8;9;53;22;23;24;27;28;29;55ma | a
					22 ends bold and dim                | ␛[1;2ma␛[22mb                            | <b dim>a</>b
					double underline                    | ␛[21ma                                   | <u>a</>
					curly underline                     | ␛[4:3ma␛[4:0mb                           | <u>a</>b
					underline color is swallowed        | ␛[58;5;9;4ma␛[58:2::1:2:3;3mb            | <u>a</><i u>b</>
					blink is not shown                  | ␛[5ma                                    | a
					default colors                      | ␛[31;42ma␛[39mb␛[49mc                    | <fg1 bg2>a</><bg2>b</>c
					reset                               | ␛[31ma␛[mb␛[1mc␛[0md                     | <fg1>a</>b<b>c</>d
					empty parameters reset              | ␛[31;;1ma                                | <b>a</>
					leading zeros                       | ␛[031ma                                  | <fg1>a</>
					unknown parameters                  | ␛[99;31;1000ma                           | <fg1>a</>
					no more than 32 parameters          | ␛[1;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;31ma  | a
					private marker is no SGR            | ␛[>4;31ma                                | a
					style goes on in the next line      | ␛[31ma␊b                                 | <fg1>a</>␤<fg1>b</>
					equal styles are one run            | ␛[31ma␛[0;31mb                           | <fg1>ab</>
					overwriting splits a run            | ␛[31mabc␛[2D␛[32mx                       | <fg1>a</><fg2>x</><fg1>c</>
					erasing keeps the background alone  | ␛[31;44mab␛[D␛[Xc␛[m                     | <fg1 bg4>ac</>
					erased columns have the background  | ␛[44m␛[K␛[3Ca                            | '<bg4>   a</>'
					gaps have no style                  | ␛[44ma␛[2Cb                              | '<bg4>a</>  <bg4>b</>'
					a link                              | ␛]8;;http://e.com␛\\a␛]8;;␛\\b           | <a http://e.com>a</a>b
					a link with parameters and BEL      | ␛]8;id=1;https://e.com␇a␛]8;;␇b          | <a https://e.com>a</a>b
					a styled link                       | ␛[1m␛]8;;http://e.com␛\\a                | <a http://e.com><b>a</></a>
					SGR 0 does not end a link           | ␛[1m␛]8;;http://e.com␇a␛[mb␛]8;;␇c       | <a http://e.com><b>a</>b</a>c
					a link is escaped                   | ␛]8;;http://e.com/?a&b"<>␇a              | <a http://e.com/?a&amp;b&quot;&lt;&gt;>a</a>
					only http and https are links       | ␛]8;;javascript:alert(1)␇a               | a
					nor is a file                       | ␛]8;;file:///etc/passwd␇a                | a
					a link with a space                 | ␛]8;;http://e.com/a b␇a                  | a
					DECRC brings the style back         | ␛[31m␛7␛[32m␛8a                          | <fg1>a</>
					markup is escaped                   | <b>&"'</b>                               | '&lt;b&gt;&amp;&quot;''&lt;/b&gt;'
					markup in a run is escaped          | ␛[1m<␛[m>                                | <b>&lt;</>&gt;
					""",
			quoteCharacter = '\'')
	void shows(String name, String input, String expected) {
		assertThat(Screenful.of(input).markup()).isEqualTo(html(expected));
	}

	/** Writes out a shorthand: {@code <classes#style>}, {@code </>}, {@code <a uri>}. */
	private static String html(String shorthand) {
		return shorthand.replaceAll("<a ([^ >]+)>", "<A href='$1' rel='noopener noreferrer'>")
			.replaceAll("<([a-z][a-z0-9 ]*)>", "<span class='$1'>")
			.replaceAll("<([a-z0-9 ]+)#([^>]*)>", "<span class='$1' style='$2'>")
			.replaceAll("<#([^>]*)>", "<span style='$1'>")
			.replace("</>", "</span>")
			.replace("<A", "<a")
			.replaceAll("='([^']*)'", "=\"$1\"");
	}

}
