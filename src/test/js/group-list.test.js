import { factsOf, slowestOf } from '/js/group-list.js';
import { equal, test } from './testing.js';

/** @param {string} name @param {number} depth @param {number | null} durationMs @param {'running' | 'ended' | 'failed'} [state] */
const group = (name, depth, durationMs, state = 'ended') => ({ name, depth, firstLine: 0, lastLine: 0, durationMs, state, closed: true });

test('the slowest group is one in which no other stands, that is over and took a second', () => {
  const groups = [group('all', 0, 9000), group('a', 1, 2000), group('b', 1, 7000), group('c', 0, null), group('d', 0, 99_000, 'running')];
  equal(slowestOf(groups)?.name, 'b');
  equal(slowestOf([group('a', 0, 999)]), null);
  equal(slowestOf([]), null);
});

test('how it went is said only if there is something to say', () => {
  equal([factsOf('ended', 12_500), factsOf('failed', 900), factsOf('ended', 99), factsOf('running', null), factsOf('ended', null)],
    ['12.5s', 'failed · 0.9s', '<0.1s', 'running', '']);
});

test('a group that took longer than usual says what is usual', () => {
  equal([factsOf('ended', 12_500, 3100), factsOf('running', null, 50)], ['12.5s · longer than usual (3.1s)', 'running · longer than usual (<0.1s)']);
});
