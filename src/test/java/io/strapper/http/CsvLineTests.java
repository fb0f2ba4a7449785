package io.strapper.http;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CsvLineTests {

	@Test
	void cellsAreQuotedWhereTheyMustBe() {
		assertThat(CsvLine.of(12, "plain", null, "a,b", "say \"no\"", "two\nlines", Instant.EPOCH))
			.isEqualTo("12,plain,,\"a,b\",\"say \"\"no\"\"\",\"two\nlines\",1970-01-01T00:00:00Z\r\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx" })
	void aSpreadsheetTakesNoTextForAFormula(String text) {
		assertThat(CsvLine.of(text)).startsWith(text.contains("\r") ? "\"'" : "'");
	}

	@Test
	void aNumberStaysOne() {
		assertThat(CsvLine.of(-1, "a=b")).isEqualTo("-1,a=b\r\n");
	}

}
