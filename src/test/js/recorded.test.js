import { translated, translator } from '/js/recorded.js';
import { equal, test } from './testing.js';

const say = translator([
  ['The receiver answered {0}.', 'Der Empfänger hat mit {0} geantwortet.'],
  ['The receiver answered {0}: {1} wants no more.', '{1} will nichts mehr, sagt {0}.'],
  ['line {0}: {1}', 'Zeile {0}: {1}'],
  ['The disk is full.', 'Der Datenträger ist voll.'],
]);

test('a sentence is said with what stands in it', () => {
  equal(say('The receiver answered 500.'), 'Der Empfänger hat mit 500 geantwortet.');
  equal(say('The receiver answered 410: it wants no more.'), 'it will nichts mehr, sagt 410.');
});

test('a sentence in a sentence is said, too', () => equal(say('line 3: The disk is full.'), 'Zeile 3: Der Datenträger ist voll.'));

test('what stands in it is no pattern', () => equal(say('line {1}: $&'), 'Zeile {1}: $&'));

test('another sentence is not known', () => {
  equal([say('The disk is full'), say(''), say('The receiver answered'), say('line 3')], [null, null, null, null]);
});

test('an English page has nothing to say otherwise', () => equal(translated('The disk is full.'), null));
