import { ago, duration, elapsed, local, pause, took, zone } from '/js/format.js';
import { equal, test } from './testing.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

test('a duration has its two largest units', () => {
  equal([0, 999, 15 * SECOND, 2 * MINUTE + 5 * SECOND, HOUR + 2 * MINUTE + 59 * SECOND].map(duration),
    ['0s', '0s', '15s', '2m 05s', '1h 02m']);
});

test('a clock that was set back makes no negative duration', () => equal(duration(-5000), '0s'));

test('what took less than a second says so', () => {
  equal(took('2026-01-01T00:00:00Z', '2026-01-01T00:00:00.999Z'), '<1s');
  equal(took('2026-01-01T00:00:00Z', '2026-01-01T00:01:01Z'), '1m 01s');
});

test('what is long ago is told roughly', () => {
  equal([0, MINUTE, 59 * MINUTE, HOUR, 23 * HOUR, 24 * HOUR, 72 * HOUR].map(ago),
    ['just now', '1 min ago', '59 min ago', '1 h ago', '23 h ago', 'yesterday', '3 days ago']);
});

test('time since the start has tenths of a second', () => {
  equal([0, 5250, 12 * MINUTE + 31 * SECOND, HOUR + 2 * MINUTE + 5200].map(elapsed),
    ['0:00.0', '0:05.2', '12:31.0', '1:02:05.2']);
});

test('a pause has tenths of a second below a minute', () => {
  equal([440, 12_550, 125 * SECOND].map(pause), ['0.4s', '12.5s', '2m 05s']);
});

test('a time names its zone', () => {
  equal(zone() !== '', true);
  equal(local(new Date().toISOString()).endsWith(zone()), true);
});
