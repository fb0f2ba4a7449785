// @ts-check
/**
 * Maps the lines of a log to rows while some lines are folded away. Pure; takes memory only for folded ranges.
 *
 * - `foldedLines(groups, isFolded)`: the ranges of lines that are hidden then.
 * - `Folds`: a hidden line's row is that of the line above its range, which stays.
 *
 * @typedef {{name: string, depth: number, firstLine: number, lastLine: number, durationMs: number | null,
 *   state: 'running' | 'ended' | 'failed', closed: boolean, usualMs?: number | null, slow?: boolean}} Group
 * @typedef {{from: number, to: number}} Range lines `from` to `to - 1`
 */

export class Folds {
  /** How many lines are hidden before each range, and before the line behind the last. @type {number[]} */
  #before = [0];

  /** @param {Range[]} [hidden] in order and apart, none of them at line 0 */
  constructor(hidden = []) {
    this.hidden = hidden;
    for (const { from, to } of hidden) this.#before.push(this.#before[this.#before.length - 1] + to - from);
  }

  /** How many rows there are. @param {number} count how many lines */
  rows(count) {
    const [last, range] = this.#last((each) => each.from < count);
    return range ? count - this.#before[last] - (Math.min(range.to, count) - range.from) : count;
  }

  /** @param {number} line */
  hides(line) {
    const [, range] = this.#last((each) => each.from <= line);
    return !!range && line < range.to;
  }

  /** @param {number} line */
  rowOf(line) {
    const [last, range] = this.#last((each) => each.from <= line);
    if (!range) return line;
    return line < range.to ? range.from - 1 - this.#before[last] : line - this.#before[last + 1];
  }

  /** @param {number} row */
  lineOf(row) {
    const [last] = this.#last(({ from }, index) => from - this.#before[index] <= row);
    return row + this.#before[last + 1];
  }

  /** The lines of rows `from` to `to - 1`, as the fewest ranges. @param {number} from @param {number} to @returns {Range[]} */
  spans(from, to) {
    /** @type {Range[]} */
    const spans = [];
    for (let row = from; row < to; ) {
      const line = this.lineOf(row);
      const [last] = this.#last((each) => each.from <= line);
      const next = this.hidden[last + 1]?.from ?? Infinity;
      const end = Math.min(next, line + to - row);
      spans.push({ from: line, to: end });
      row += end - line;
    }
    return spans;
  }

  /**
   * The last range that fulfils a condition, which all ranges before fulfil, too; -1 if none does.
   * @param {(range: Range, index: number) => boolean} fits @returns {[number, Range | undefined]}
   */
  #last(fits) {
    let low = -1;
    let high = this.hidden.length;
    while (low + 1 < high) {
      const middle = (low + high) >>> 1;
      if (fits(this.hidden[middle], middle)) low = middle;
      else high = middle;
    }
    return [low, this.hidden[low]];
  }
}

/**
 * The lines that folded groups hide: all of a group's lines except the first. A group that begins in the last line of another one is not hidden with it.
 * @param {Group[]} groups in order of their first lines, each before those that stand in it
 * @param {(group: Group) => boolean} isFolded
 * @returns {Range[]}
 */
export function foldedLines(groups, isFolded) {
  /** @type {Range[]} */
  const hidden = [];
  for (let i = 0; i < groups.length; ) {
    const group = groups[i++];
    if (!isFolded(group)) continue;
    while (i < groups.length && groups[i].depth > group.depth) i++;
    const from = Math.max(group.firstLine + 1, hidden[hidden.length - 1]?.to ?? 0);
    const to = Math.min(group.lastLine + 1, groups[i]?.firstLine ?? Infinity);
    if (from < to) hidden.push({ from, to });
  }
  return hidden;
}
