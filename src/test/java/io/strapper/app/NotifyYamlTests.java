package io.strapper.app;

import java.nio.file.Path;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NotifyYamlTests {

	@Test
	void aChannelIsReadWithItsDefaults() {
		AppYaml yaml = AppYamlParser.parse("""
				notify:
				  slack: {url-file: slack-url}
				  ops: {type: webhook, url: https://ops.example.org/in, secret-file: key, on: [started, waiting]}
				  mail: {type: email, to: ann@example.org, on: failed}
				""");

		assertThat(yaml.problems()).isEmpty();
		assertThat(yaml.channels()).extracting(NoticeChannel::toString)
			.containsExactly("slack slack", "webhook ops", "email mail");
		assertThat(yaml.channels().get(0).on()).isEqualTo(NoticeChannel.DEFAULT_ON);
		assertThat(yaml.channels().get(1).on()).isEqualTo(Set.of(NoticeEvent.STARTED, NoticeEvent.WAITING));
		assertThat(yaml.channels().get(1).in(Path.of("/a")).secretFile()).isEqualTo(Path.of("/a/key"));
		assertThat(yaml.channels().get(2).to()).containsExactly("ann@example.org");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			{slack: {}}                                                       | give the address as `url`, or the name
			{slack: {url: 'https://a.example/s3cret', url-file: x}}           | give the address as `url`, or the name
			{slack: {url: 'ftp://a.example/s3cret'}}                          | `url` is not a valid web address
			{slack: {url: 'https://ann:s3cret@a.example/'}}                   | `url` is not a valid web address
			{slack: {url: 'https://a.example/', token-file: x}}               | only ntfy and gotify have `token-file`
			{slack: {url: 'https://a.example/', secret-file: x}}              | only a webhook has `secret-file`
			{slack: {url: 'https://a.example/', to: [a@b.example]}}           | only e-mail has `to`
			{webhook: {url: 'https://a.example/'}}                            | a webhook needs `secret-file`
			{gotify: {url: 'https://a.example/'}}                             | gotify needs `token-file`
			{email: {to: [nobody]}}                                           | 1 to 20 mail addresses
			{email: {to: ["a@b.example\\r\\nBcc: c@d.example"]}}              | 1 to 20 mail addresses
			{email: {to: [a@b.example], url: 'https://a.example/'}}           | e-mail has no url
			{pager: {url: 'https://a.example/'}}                              | give its `type`
			{slack: {url: 'https://a.example/', on: [never]}}                 | `on` is a list of failed
			{slack: {url: 'https://a.example/', on: []}}                      | `on` must name at least one
			{slack: {url: 'https://a.example/', on: [test]}}                  | `on` must name at least one
			{slack: {address: 'https://a.example/'}}                          | unknown setting in a channel of notify
			{slack: 'https://a.example/s3cret'}                               | a channel of notify must be a map
			{'A/B': {url: 'https://a.example/s3cret'}}                        | has a name of 1–40 characters
			[slack]                                                           | must be a map
			""")
	void whatMakesNoSenseIsToldWithoutTheAddress(String notify, String problem) {
		AppYaml yaml = AppYamlParser.parse("notify: " + notify);

		assertThat(yaml.problems()).hasSize(1).first().asString().contains(problem).doesNotContain("s3cret");
		assertThat(yaml.toString()).doesNotContain("s3cret");
	}

}
