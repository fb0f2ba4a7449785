import { factsOf, GroupList, slowestOf } from '/js/group-list.js';
import { equal, shown, test } from './testing.js';

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

test('many groups are listed a part at a time', () => {
  const page = shown(`<div><button class="groups-toggle"></button><div class="groups"><ol></ol>
    <button class="more-groups" hidden></button><p class="more" hidden></p></div></div>`);
  const list = new GroupList(page, { went: () => {}, folded: () => {} });
  const more = page.querySelector('.more-groups');
  const groups = Array.from({ length: 1200 }, (_, line) => ({ ...group(`Part ${line}`, 0, 10), firstLine: line }));
  const seen = () => [page.querySelectorAll('li').length, more.hidden ? null : more.textContent];

  list.show(groups);
  const first = seen();
  more.click();
  const second = seen();
  more.click();
  equal([first, second, seen()], [[500, '500 more of 1,200 groups'], [1000, '200 more of 1,200 groups'], [1200, null]]);
  list.show(groups.slice(0, 700));
  equal(seen(), [500, '200 more of 700 groups']);
});
