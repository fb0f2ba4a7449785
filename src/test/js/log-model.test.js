import * as model from '/js/log-model.js';
import { equal, test } from './testing.js';

/** A delta of run 1 whose lines are named by their numbers. */
function delta(from, to, touched, lineCount, more = {}) {
  const { firstLine = touched } = more;
  const lines = Array.from({ length: lineCount - firstLine }, (_, line) => `${to}:${firstLine + line}`);
  return { type: 'delta', run: 1, from, to, touched, firstLine, lines, frozen: 0, lineCount, ...more };
}

function names(outcome) {
  return outcome.effects.map(({ type, run, to }) => [type, run, to].filter((part) => part !== undefined).join(' '));
}

const at = (offset, lineCount) => model.apply(model.EMPTY, delta(0, offset, 0, lineCount));

test('a delta replaces what it touched', () => {
  const view = model.apply(at(10, 3), delta(10, 20, 2, 4));
  equal(view.lines, ['10:0', '10:1', '20:2', '20:3']);
  equal([view.offset, view.lineCount], [20, 4]);
});

test('after a burst the lines between are known by number only', () => {
  const view = model.apply(at(10, 3), delta(10, 9000, 2, 5000, { firstLine: 4990, frozen: 4900 }));
  equal([view.firstLine, view.lines.length, model.lineAt(view, 4989), model.lineAt(view, 4990)],
    [4990, 10, undefined, '9000:4990']);
});

test('few of the frozen lines are kept', () => {
  const view = model.apply(at(10, 20_000), delta(10, 20, 20_000, 20_001, { frozen: 19_900 }));
  equal([view.firstLine, view.lines.length], [14_900, 5101]);
});

test('what the page has seen is dropped', () => {
  const state = model.start(1, false, at(10, 3));
  for (const message of [delta(0, 10, 0, 3), { type: 'position', run: 1, to: 10 }, { ...delta(10, 20, 3, 4), run: 0 }]) {
    equal(names(model.receive(state, message)), []);
  }
});

test('a message of the next release changes nothing', () => {
  const state = model.start(1, false, at(10, 3));
  for (const message of [{ type: 'newer' }, { type: 'newer', run: 2, to: 20 }, {}]) {
    equal(model.receive(state, message), { state, effects: [] });
  }
  equal(names(model.receive(state, { type: 'position', run: 1, to: 20, newer: true })), ['check 1 20']);
});

test('a gap asks for a snapshot, once, and what comes meanwhile waits for it', () => {
  let outcome = model.receive(model.start(1, false, at(10, 3)), delta(15, 20, 3, 4));
  equal(names(outcome), ['snapshot 1']);
  outcome = model.receive(outcome.state, delta(20, 30, 4, 5));
  equal(names(outcome), []);
  outcome = model.answered(outcome.state, 1, delta(0, 20, 0, 4));
  equal(names(outcome), ['applied', 'applied']);
  equal([outcome.state.view.offset, outcome.state.fetching], [30, false]);
});

test('a position that is ahead is checked, and asks for a snapshot if it stays ahead', () => {
  const state = model.start(1, false, at(10, 3));
  equal(names(model.receive(state, { type: 'position', run: 1, to: 20 })), ['check 1 20']);
  equal(names(model.overdue(state, 1, 20)), ['snapshot 1']);
  equal(names(model.overdue(model.start(1, false, at(20, 3)), 1, 20)), []);
  equal(names(model.overdue(state, 2, 20)), []);
});

test('the end of a run tells how long its log is; while it runs its size tells nothing', () => {
  const state = model.start(1, false, at(10, 3));
  const run = { number: 1, status: 'succeeded', size: 20 };
  equal(names(model.receive(state, { type: 'run', run })), ['check 1 20']);
  equal(names(model.receive(state, { type: 'run', run: { ...run, status: 'running' } })), []);
});

test('a higher run begins from an empty view', () => {
  const outcome = model.receive(model.start(1, false, at(10, 3)), { ...delta(0, 5, 0, 1), run: 2 });
  equal(names(outcome), ['turned 2', 'snapshot 2']);
  equal([outcome.state.run, outcome.state.view], [2, model.EMPTY]);
});

test('a page that missed many runs asks for the newest alone, whatever it waited for', () => {
  let outcome = model.resync(model.start(1, false, at(10, 3)));
  for (let run = 2; run <= 15; run++) {
    outcome = model.receive(outcome.state, { type: 'run', run: { number: run, status: 'succeeded', size: 5 } });
  }
  equal(names(outcome), ['turned 15', 'snapshot 15']);
  equal(names(model.answered(outcome.state, 14, delta(0, 5, 0, 1))), []);
  outcome = model.answered(outcome.state, 15, delta(0, 5, 0, 1));
  equal([names(outcome), outcome.state.fetching, outcome.state.view.offset], [['applied'], false, 5]);
});

test('a page that is pinned to its run ignores all others', () => {
  const state = model.start(1, true, at(10, 3));
  equal(names(model.receive(state, { type: 'run', run: { number: 2, status: 'running' } })), []);
  equal(names(model.receive(state, { ...delta(0, 5, 0, 1), run: 2 })), []);
  equal(names(model.receive(state, delta(10, 20, 3, 4))), ['applied']);
});

test('before the first run there is no log to ask for', () => {
  const state = model.start(0, false);
  equal(names(model.resync(state)), []);
  equal(names(model.receive(state, { type: 'run', run: { number: 1, status: 'running' } })), ['turned 1', 'snapshot 1']);
});

test('of two states of a run the later counts, and its end for ever', () => {
  const [running, ended, next] = [{ number: 1, status: 'running' }, { number: 1, status: 'failed' }, { number: 2, status: 'running' }];
  equal(model.newer(null, running), running);
  equal(model.newer(running, ended), ended);
  equal(model.newer(ended, running), ended);
  equal(model.newer(ended, next), next);
  equal(model.newer(next, ended), next);
});
