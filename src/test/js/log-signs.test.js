import { stepped } from '/js/log-signs.js';
import { equal, test } from './testing.js';

test('the next error comes after where the reader is, and the first one after the last', () => {
  const places = [3, 7, 9];
  equal([-1, 2.5, 3, 7, 8, 9, 100].map((from) => stepped(places, from, 1)), [0, 0, 1, 2, 2, 0, 0]);
});

test('the error before stands above where the reader is, and the last one before the first', () => {
  const places = [3, 7, 9];
  equal([100, 9, 8, 7, 3, 2.5, -1].map((from) => stepped(places, from, -1)), [2, 1, 1, 0, 2, 2, 2]);
});
