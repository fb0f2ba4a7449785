import { countText, decimal, locale, number, text } from '/js/texts.js';
import { equal, test } from './testing.js';

test('what stands in a text is as it is', () => {
  equal(text('live.exit', 7), 'exit code 7');
  equal(text('live.outcome.exit', '$& {1}', '3s', 1), '$& {1} after 3s, exit code 1');
});

test('a text that is not known is its key', () => equal(text('live.no-such', 1), 'live.no-such'));

test('one is singular', () => {
  equal([0, 1, 2, 200_003].map((count) => countText('live.lines', count)), ['0 lines', '1 line', '2 lines', '200,003 lines']);
  equal(countText('live.log.no-line', 1, 7), 'There is no line 7: this log has 1 line.');
});

test('numbers are those of the language', () => equal([number(1234), decimal(0.25)], ['1,234', '0.3']));

test('days are written as the reader does who reads this language', () => equal(locale().split('-')[0], 'en'));
