import { foldedLines, Folds } from '/js/log-folds.js';
import { equal, test } from './testing.js';

/** @param {number} depth @param {number} firstLine @param {number} lastLine */
const group = (depth, firstLine, lastLine) => ({ name: 'x', depth, firstLine, lastLine, durationMs: 0, state: 'ended', closed: true });

/** Numbers that come again with the same seed. @param {number} seed */
function random(seed) {
  let state = seed * 2654435761 % 4294967296;
  return (/** @type {number} */ below) => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return Math.floor((state / 4294967296) * below);
  };
}

/** Groups that stand in each other, as the server tells them. */
function randomGroups(next, lines) {
  const groups = [];
  const fill = (depth, from, to) => {
    for (let line = from; line <= to; ) {
      const first = line + next(4);
      const last = Math.min(to, first + next(12));
      if (first > to) return;
      groups.push(group(depth, first, last));
      if (depth < 3) fill(depth + 1, first + 1, last);
      line = last + next(2);
      if (line <= first) line = first + 1;
    }
  };
  fill(0, 0, lines - 1);
  return groups;
}

test('without folds each line has its row', () => {
  const folds = new Folds();
  equal([folds.rows(5), folds.rowOf(3), folds.lineOf(3), folds.hides(3)], [5, 3, 3, false]);
  equal(folds.spans(2, 5), [{ from: 2, to: 5 }]);
});

test('a folded group keeps its first line', () => {
  const folds = new Folds(foldedLines([group(0, 1, 3), group(1, 2, 3), group(0, 5, 6)], ({ firstLine }) => firstLine !== 2));
  equal([0, 1, 2, 3, 4, 5, 6, 7].map((line) => folds.rowOf(line)), [0, 1, 1, 1, 2, 3, 3, 4]);
  equal([0, 1, 2, 3, 4].map((row) => folds.lineOf(row)), [0, 1, 4, 5, 7]);
  equal(folds.spans(0, 5), [{ from: 0, to: 2 }, { from: 4, to: 6 }, { from: 7, to: 8 }]);
});

test('a group that begins where the one before ends stays', () => {
  equal(foldedLines([group(0, 1, 3), group(0, 3, 6)], () => true), [{ from: 2, to: 3 }, { from: 4, to: 7 }]);
});

test('a log that has not yet the lines of a fold', () => {
  const folds = new Folds([{ from: 2, to: 10 }]);
  equal([0, 1, 2, 3, 5, 10, 11].map((count) => folds.rows(count)), [0, 1, 2, 2, 2, 2, 3]);
});

test('by seeds: rows and lines are the same as counted one by one', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const next = random(seed);
    const lines = 1 + next(80);
    const groups = randomGroups(next, lines);
    const chosen = new Set(groups.filter(() => next(2) === 0));
    const folds = new Folds(foldedLines(groups, (each) => chosen.has(each)));
    const shown = [];
    for (let line = 0; line < lines; line++) if (!folds.hides(line)) shown.push(line);

    equal([seed, folds.rows(lines)], [seed, shown.length]);
    equal([seed, shown.map((line) => folds.rowOf(line))], [seed, shown.map((_, row) => row)]);
    equal([seed, shown.map((_, row) => folds.lineOf(row))], [seed, shown]);
    const [from, to] = [next(shown.length), shown.length];
    const spans = folds.spans(from, to);
    equal([seed, spans.flatMap((span) => Array.from({ length: span.to - span.from }, (_, i) => span.from + i))],
      [seed, shown.slice(from, to)]);
    for (let i = 1; i < spans.length; i++) equal([seed, spans[i].from > spans[i - 1].to], [seed, true]);
    for (const each of groups) {
      const above = groups.filter((other) => other.depth < each.depth && other.firstLine < each.firstLine && other.lastLine >= each.firstLine);
      if (!above.some((other) => chosen.has(other))) equal([seed, each, folds.hides(each.firstLine)], [seed, each, false]);
    }
  }
});

test('a million lines in ten thousand groups take no time', () => {
  const groups = Array.from({ length: 10_000 }, (_, i) => group(0, i * 100, i * 100 + 99));
  const begun = performance.now();
  const folds = new Folds(foldedLines(groups, () => true));
  equal(folds.rows(1_000_000), 10_000);
  for (let row = 0; row < 10_000; row++) equal(folds.rowOf(folds.lineOf(row)), row);
  equal(performance.now() - begun < 1000, true);
});
