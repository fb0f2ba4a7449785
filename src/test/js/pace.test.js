import { paceOf } from '/js/pace.js';
import { equal, test } from './testing.js';

const START = Date.parse('2026-11-26T10:00:00Z');
const run = (more) => ({ status: 'running', startedAt: '2026-11-26T10:00:00Z', usual: { medianMs: 40_000, p90Ms: 60_000 }, ...more });

test('a run is as far as the usual time has passed, and never done', () => {
  equal([0, 10, 40, 55].map((seconds) => paceOf(run(), START + seconds * 1000)?.part), [0, 0.25, 0.99, 0.99]);
});

test('beyond nine of ten it takes longer than usual', () => {
  equal(paceOf(run(), START + 60_000)?.words, 'usually 40s');
  equal(paceOf(run(), START + 60_001), { part: 0.99, words: 'longer than usual (40s)', late: true });
});

test('nothing is claimed of a run that has ended, or without earlier ones', () => {
  equal([paceOf(run({ status: 'succeeded' }), START), paceOf(run({ usual: null }), START)], [null, null]);
});
