import { factsOf, isAskedFor, order, orderOfGroups, titleOf, totals } from '/js/app-rows.js';
import { equal, shown, test } from './testing.js';

const ROW = `<li class="app" data-app="pay-1" data-state="failed" data-rank="0" data-at="1700" data-group="shop">
  <span class="badge"><span class="text">Failed to deploy</span></span>
  <h2><a>Payments</a> <a class="tag">shop</a></h2><p class="about">Takes money</p>
  <span class="by">by <span>ann</span></span><button>Deploy</button></li>`;

/** @param {Partial<import('/js/app-rows.js').Facts>} some */
function facts(some) {
  return { state: 'deployed', rank: 3, at: 0, group: '~', name: '', text: '', ...some };
}

test('a row is found by its name, description, label, state and person, and not by its buttons', () => {
  const row = factsOf(shown(ROW));
  for (const words of ['', 'pay', 'PAYMENTS money', 'shop ann', 'failed  to', 'pay-1']) equal([words, isAskedFor(row, words, '')], [words, true]);
  for (const words of ['by bob', 'deploy destroy', 'paid']) equal([words, isAskedFor(row, words, '')], [words, false]);
  equal([isAskedFor(row, 'shop', 'failed'), isAskedFor(row, 'shop', 'running')], [true, false]);
});

test('what needs somebody comes first, then what ran last, then by name', () => {
  const all = [facts({ name: 'old', at: 1 }), facts({ name: 'new', at: 9 }), facts({ name: 'b' }), facts({ name: 'a' }),
    facts({ name: 'running', rank: 2, at: 1 }), facts({ name: 'failed', rank: 0 })];
  equal(all.sort(order).map(({ name }) => name), ['failed', 'running', 'new', 'old', 'a', 'b']);
});

test('groups come in the order of their labels, between what needs somebody and the rest', () => {
  equal(['~', 'shop', '', 'Blog'].sort(orderOfGroups).map(titleOf), ['Needs you', 'Blog', 'shop', 'Other apps']);
});

test('there are so many of each state', () => {
  equal([...totals([facts({}), facts({ state: 'failed' }), facts({})])], [['deployed', 2], ['failed', 1]]);
});
