// @ts-check
/**
 * The state of a run's log in a page, and the rule by which a message changes it. Pure: no DOM, no
 * fetch, no clock; values go in, values come out, nothing is changed in place.
 *
 * - `apply(view, delta)`: the view after a delta that fits (`delta.from <= view.offset`).
 * - `receive(state, message)`: the whole rule; what else is to be done is returned as effects.
 * - `answered(state, run, delta)`: the answer to a `snapshot` effect; null if there is none.
 * - `overdue(state, run, to)`: a second after a `check` effect: is the page still behind?
 * - `resync(state)`: asks for a snapshot, as after every subscription.
 * - `start(run, pinned, view)`, `EMPTY`, `lineAt(view, number)`, `newer(mine, theirs)`.
 *
 * @typedef {{from: number, to: number, touched: number, firstLine: number, lines: string[],
 *   frozen: number, lineCount: number}} Delta
 * @typedef {{offset: number, firstLine: number, lines: string[], frozen: number, lineCount: number}} View
 *   `lines[i]` is line `firstLine + i`; lines below `firstLine` are frozen and known by number only
 * @typedef {{number: number, status: string, size?: number | null}} Run
 * @typedef {{type: 'run', run: Run} | ({type: 'delta', run: number} & Delta)
 *   | {type: 'position', run: number, to: number}} Message
 * @typedef {{run: number, pinned: boolean, view: View, fetching: boolean, waiting: Message[]}} State
 *   `run` is 0 before an app's first run
 * @typedef {{type: 'turned', run: number} | {type: 'applied'}
 *   | {type: 'snapshot', run: number} | {type: 'check', run: number, to: number}} Effect
 *   turned: the page shows another run now, from an empty view · applied: there are
 *   other lines · snapshot: fetch one, then call `answered` · check: call `overdue` in a second
 * @typedef {{state: State, effects: Effect[]}} Outcome
 */

/** Most frozen lines that are kept; older ones are fetched again when the reader scrolls there. */
const KEPT = 5000;
/** Most messages that wait for a snapshot; a dropped one only costs another snapshot. */
const MAY_WAIT = 1000;
/** A server of the next release may send more. */
const KNOWN = ['run', 'delta', 'position'];

/** @type {View} */
export const EMPTY = Object.freeze({ offset: 0, firstLine: 0, lines: [], frozen: 0, lineCount: 0 });

/** @param {number} run @param {boolean} pinned @param {View} [view] @returns {State} */
export function start(run, pinned, view = EMPTY) {
  return { run, pinned, view, fetching: false, waiting: [] };
}

/** @param {View} view @param {Delta} delta @returns {View} */
export function apply(view, delta) {
  const { to: offset, frozen, lineCount } = delta;
  const keep = Math.min(delta.touched, delta.firstLine) - view.firstLine;
  const joins = keep >= 0 && delta.firstLine <= delta.touched;
  const lines = joins ? view.lines.slice(0, keep).concat(delta.lines) : delta.lines;
  const firstLine = joins ? view.firstLine : delta.firstLine;
  const surplus = frozen - firstLine - KEPT;
  return surplus < KEPT
    ? { offset, firstLine, lines, frozen, lineCount }
    : { offset, firstLine: firstLine + surplus, lines: lines.slice(surplus), frozen, lineCount };
}

/** @param {View} view @param {number} number @returns {string | undefined} */
export function lineAt(view, number) {
  return view.lines[number - view.firstLine];
}

/** @param {State} state @param {Message} message @returns {Outcome} */
export function receive(state, message) {
  if (!KNOWN.includes(message.type)) return { state, effects: [] };
  const run = message.type === 'run' ? message.run.number : message.run;
  if (run < state.run || (state.pinned && run !== state.run)) return { state, effects: [] };
  // A page that missed several runs goes to the newest directly: requests for lower runs are ignored.
  if (run > state.run) {
    const { state: next, effects } = resync(start(run, state.pinned));
    return { state: { ...next, waiting: [message] }, effects: [{ type: 'turned', run }, ...effects] };
  }
  if (state.fetching) {
    return { state: { ...state, waiting: [...state.waiting.slice(1 - MAY_WAIT), message] }, effects: [] };
  }
  const to = message.type === 'run' ? endOf(message.run) : message.to;
  if (to <= state.view.offset) return { state, effects: [] };
  if (message.type !== 'delta') return { state, effects: [{ type: 'check', run, to }] };
  if (message.from <= state.view.offset) return applied(state, message);
  const { state: next, effects } = resync(state);
  return { state: { ...next, waiting: [message] }, effects };
}

/** @param {State} state @param {number} run @param {Delta | null} delta @returns {Outcome} */
export function answered(state, run, delta) {
  if (run !== state.run) return { state, effects: [] };
  const fits = delta !== null && delta.to > state.view.offset;
  const rested = { ...state, fetching: false, waiting: [] };
  let { state: now, effects } = fits ? applied(rested, delta) : { state: rested, effects: [] };
  for (const message of state.waiting) {
    const next = receive(now, message);
    now = next.state;
    effects = effects.concat(next.effects);
  }
  return { state: now, effects };
}

/** @param {State} state @param {number} run @param {number} to @returns {Outcome} */
export function overdue(state, run, to) {
  return run === state.run && to > state.view.offset ? resync(state) : { state, effects: [] };
}

/** @param {State} state @returns {Outcome} */
export function resync(state) {
  if (state.fetching || state.run === 0) return { state, effects: [] };
  return { state: { ...state, fetching: true }, effects: [{ type: 'snapshot', run: state.run }] };
}

/**
 * The newer of two states of an app's newest run: the higher number, otherwise the one that has ended.
 * @template {Run} R @param {R | null} mine @param {R} theirs @returns {R}
 */
export function newer(mine, theirs) {
  if (mine === null || theirs.number > mine.number) return theirs;
  return theirs.number < mine.number || (mine.status !== 'running' && theirs.status === 'running') ? mine : theirs;
}

/** @param {State} state @param {Delta} delta @returns {Outcome} */
function applied(state, delta) {
  const view = apply(state.view, delta);
  return { state: { ...state, view }, effects: [{ type: 'applied' }] };
}

/** @param {Run} run */
function endOf(run) {
  return run.status === 'running' ? 0 : run.size ?? 0;
}
