package io.strapper.terminal;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ControlsTests {

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			# name                                   | input                          | expected
			text                                     | ab␊cd                          | ab␤cd
			carriage return overwrites               | longer␍short                   | shortr
			carriage return and line feed            | a␍␊b                           | a␤b
			line feed alone starts a line            | a␊b                            | a␤b
			backspace moves, it does not erase       | ab␈c                           | ac
			backspace stops at the margin            | a␈␈␈b                          | b
			tab stops                                | a␉b␉c                          | a       b       c
			vertical tab and form feed               | a␋b␌c                          | a␤b␤c
			others of C0 do nothing                  | a␀␁␂␃␄␅␆␇␐␑␒␓␔␕␖␗␙␜␝␞␟␡b        | ab
			CUU rewrites a line above                | one␊two␊␛[2AX                  | Xne␤two
			CUU stops at the top                     | one␊␛[99AX                     | Xne
			CUD makes lines                          | a␛[2Bb                         | a␤␤ b
			CUF leaves a gap                         | a␛[3Cb                         | a   b
			CUB                                      | abc␛[2DX                       | aXc
			CUB stops at the margin                  | abc␛[9DX                       | Xbc
			CNL                                      | a␛[2Eb                         | a␤␤b
			CPL                                      | a␊b␛[Fc                        | c␤b
			CHA                                      | abc␛[2GX                       | aXc
			CHA without a number                     | abc␛[GX                        | Xbc
			HPA                                      | abc␛[3`X                       | abX
			HPR                                      | a␛[2ab                         | a  b
			VPA                                      | a␊b␊c␛[1dX                     | aX␤b␤c
			VPR                                      | a␛[1eb                         | a␤ b
			CUP                                      | ␛[2;3Hx                        | ␤  x
			CUP without numbers                      | ab␛[HX                         | Xb
			HVP                                      | ␛[2;3fx                        | ␤  x
			CHT                                      | ␛[2Ix                          | '                x'
			CBT                                      | ␉␉a␛[Zb                        | '                b'
			CBT to the stop before                   | ␉ab␛[2Zc                       | 'c       ab'
			HTS and TBC                              | ␛[3g␛[4G␛H␍␉a                  | '   a'
			TBC of one stop                          | ␛[9G␛[g␍␉a                     | '                a'
			EL 0                                     | abcdef␛[3G␛[K                  | ab
			EL 1                                     | abcdef␛[3G␛[1K                 | '   def'
			EL 2                                     | abcdef␛[3G␛[2KX                | '  X'
			ED 0                                     | a␊bc␊d␛[2;2H␛[J                | a␤b
			ED 1                                     | a␊bc␊d␛[2;1H␛[1J               | ␤ c␤d
			ECH                                      | abcdef␛[2G␛[3X                 | a   ef
			ICH                                      | abc␛[2G␛[2@                    | a  bc
			DCH                                      | abcdef␛[2G␛[2P                 | adef
			IRM                                      | abc␍␛[4hX␛[4lY                 | XYbc
			IL                                       | a␊b␊c␛[2A␛[LX                  | X␤a␤b␤c
			DL                                       | a␊b␊c␛[2A␛[M                   | b␤c
			REP                                      | ab␛[3b                         | abbbb
			REP only of a character                  | ab␛[m␛[3b                      | ab
			IND                                      | a␛Db                           | a␤ b
			NEL                                      | a␛Eb                           | a␤b
			RI                                       | a␊b␛Mc                         | ac␤b
			RI at the top inserts a line             | a␊b␛[H␛Mc                      | c␤a␤b
			DECSC and DECRC                          | a␛7bc␛8X                       | aXc
			SCOSC and SCORC                          | a␛[sbc␛[uX                     | aXc
			DECSTBM scrolls in its region            | a␊b␊c␊d␛[2;3r␛[3;1H␊X          | a␤c␤X␤d
			DECSTBM at the top freezes lines         | a␊b␊c␛[1;2r␛[2;1H␊X            | a␤b␤X␤c
			DECOM counts rows from the region's top  | a␊b␊c␛[2;3r␛[?6h␛[1;1HX        | a␤X␤c
			SD                                       | a␊b␛[T                         | ␤a␤b
			SU keeps what leaves                     | a␊b␛[SX                        | a␤b␤ X
			DECSTR forgets the region                | a␊b␊c␛[2;3r␛[!p␛[3;1H␊X        | a␤b␤c␤X
			DEC special graphics                     | ␛(0lqk␛(Bx                     | ┌─┐x
			SO and SI                                | ␛)0a␎qx␏q                      | a─│q
			private modes                            | a␛[?25l␛[?2004h␛[?7lb          | ab
			unknown functions                        | a␛[>4;2m␛[?1$p␛[ q␛[=5u␛[9zb   | ab
			keypad, charsets, alignment              | a␛=␛>␛(B␛%G␛#8b                | ab
			OSC with BEL                             | a␛]0;title␇b                   | ab
			OSC with ST                              | a␛]0;title␛\\b                 | ab
			OSC cancelled                            | a␛]0;title␘b                   | ab
			DCS                                      | a␛P1$r0m␛\\b                   | ab
			APC                                      | a␛_payload␛\\b                 | ab
			PM                                       | a␛^payload␛\\b                 | ab
			SOS                                      | a␛Xpayload␛\\b                 | ab
			OSC without an end                       | a␛]0;building␊error␇           | a␤error
			APC without an end                       | a␛_building␍␊error             | a␤error
			PM without an end                        | a␛^building␊error              | a␤error
			SOS without an end                       | a␛Xbuilding␊error              | a␤error
			DCS without an end                       | a␛Pbuilding␊error              | a␤error
			DCS of one line                          | a␛P1$r0m␊b                     | a␤b
			a link without an end is none            | a␛]8;;http://e.com␊b␛]8;;␇     | a␤b
			sixels                                   | a␛Pq"1;1;9;6#0;2;9;9;9#0!9~-␛\\b | ab
			sixels of several lines                  | a␛P0;1q␊#0~~$␊#1??-␊␛\\b      | ab
			sixels without an end                    | a␛Pq#0~~␊error: x              | a␤error: x
			sixels that are none                     | a␛Pquite wrong␊error           | a wrong␤error
			CAN ends a sequence                      | a␛[3␘1mb                       | a1mb
			SUB ends a sequence                      | a␛[3␚1mb                       | a1mb
			ESC starts anew                          | a␛[3␛[2Cb                      | a  b
			C0 within a sequence                     | a␛[␊2Cb                        | a␤  b
			DEL within a sequence                    | a␛[2␡Cb                        | a  b
			too many intermediates                   | a␛[!!!!pb                      | ab
			numbers out of range                     | a␛[99999999999Db               | b
			""")
	void does(String name, String input, String expected) {
		assertThat(Screenful.of(input).text()).isEqualTo(expected);
	}

}
