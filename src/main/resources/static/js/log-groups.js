// @ts-check
/**
 * The groups of a log: folded by these rules until the reader changes it. While the run goes on, open groups stay open. An ended group is folded, unless the reader is looking at it. The group with the first error stays open.
 * @typedef {import('./log-folds.js').Group} Group
 */

import { getJson } from './api.js';
import { GroupList } from './group-list.js';
import { foldedLines, Folds } from './log-folds.js';

/** Pause before the next request to a server without a result yet. */
const AGAIN = 2000;

export class LogGroups {
  #api = '';
  /** The counts that the run's last message had. */
  #counted = '';
  /** @type {Group[]} */
  #groups = [];
  /** When that message came. */
  #told = 0;
  /** The groups by their first lines. @type {Map<number, Group>} */
  #first = new Map();
  /** Last lines that are markers. @type {Set<number>} */
  #ends = new Set();
  /** The groups that the reader has folded or opened, by first lines. @type {Map<number, boolean>} */
  #chosen = new Map();
  /** The line that the reader last went to, maybe before the groups were known. */
  #sent = -1;
  #timer = 0;

  /** @param {HTMLElement} page @param {import('./log-view.js').LogView} view */
  constructor(page, view) {
    this.view = view;
    this.list = new GroupList(page, {
      went: (line) => {
        this.#chosen.set(line, false);
        this.#fold();
        view.toLine(line);
        view.point(line);
        view.panel.focus({ preventScroll: true });
      },
      folded: (folded) => this.#foldAll(folded),
    });
    view.panel.addEventListener('click', ({ target }) => {
      const button = target instanceof Element ? target.closest('button.fold') : null;
      const row = button?.closest('.row');
      if (row instanceof HTMLElement) this.#toggle(Number(row.dataset.line));
    });
  }

  /** Turns to a run's log. @param {string} api the run in the API */
  turn(api) {
    this.#api = api;
    this.#counted = '';
    this.#chosen.clear();
    this.#sent = -1;
    this.#take([]);
  }

  /** Requests new groups. @param {import('./run.js').Run} run */
  update({ counts, number, status }) {
    const now = counts ? `${number} ${status} ${counts.groups} ${counts.open}` : '';
    if (now === this.#counted) return;
    this.#counted = now;
    if (counts && counts.groups > 0) this.#fetch(this.#api);
    else this.#take([]);
  }

  /** The group that begins in a line. @param {number} line @returns {import('./log-rows.js').Header | undefined} */
  groupAt(line) {
    const group = this.#first.get(line);
    if (!group) return undefined;
    const since = group.state === 'running' ? Date.now() - this.#told : 0;
    const took = group.durationMs === null ? null : group.durationMs + since;
    return { ...group, durationMs: took, folded: this.#isFolded(group) };
  }

  /** Whether a line contains only the end of a group. @param {number} line @returns {boolean} */
  isEnd(line) {
    return this.#ends.has(line) && !this.#first.has(line);
  }

  /** Opens the groups that hide a line. @param {number} line */
  reveal(line) {
    this.#sent = line;
    const hiding = this.#groups.filter((group) => holds(group, line) && this.#isFolded(group));
    for (const { firstLine } of hiding) this.#chosen.set(firstLine, false);
    if (hiding.length > 0) this.#fold();
  }

  /** Opens everything. */
  revealAll() {
    this.#foldAll(false);
  }

  /** Called once a second. */
  tick() {
    if (this.#groups.some(({ state }) => state === 'running')) this.view.draw();
  }

  /** @param {string} api */
  async #fetch(api) {
    clearTimeout(this.#timer);
    try {
      const groups = await getJson(`${api}/groups`);
      if (api === this.#api) this.#take(groups);
    } catch {
      this.#timer = setTimeout(() => api === this.#api && this.#fetch(api), AGAIN);
    }
  }

  /** @param {Group[]} groups */
  #take(groups) {
    this.#told = Date.now();
    if (!this.view.following) this.#keepOpen(groups);
    for (const group of groups) {
      if (holds(group, this.#sent) && !this.#chosen.has(group.firstLine)) this.#chosen.set(group.firstLine, false);
    }
    this.#groups = groups;
    this.#first = new Map([...groups].reverse().map((group) => [group.firstLine, group]));
    this.#ends = new Set(groups.filter(({ closed }) => closed).map(({ lastLine }) => lastLine));
    this.#fold();
  }

  /** Keeps groups open that the reader can see. @param {Group[]} groups */
  #keepOpen(groups) {
    for (const { firstLine, state } of groups) {
      const before = this.#first.get(firstLine);
      if (before?.state === 'running' && state === 'ended' && !this.#isFolded(before)) this.#chosen.set(firstLine, false);
    }
  }

  #fold() {
    this.view.fold(new Folds(foldedLines(this.#groups, (group) => this.#isFolded(group))));
    this.list.show(this.#groups);
  }

  /** @param {Group} group */
  #isFolded({ firstLine, state }) {
    return this.#chosen.get(firstLine) ?? state === 'ended';
  }

  /** @param {number} line */
  #toggle(line) {
    const group = this.#first.get(line);
    if (!group) return;
    this.view.stay();
    this.#chosen.set(line, !this.#isFolded(group));
    this.#fold();
  }

  /** @param {boolean} folded */
  #foldAll(folded) {
    this.#sent = -1;
    for (const { firstLine } of this.#groups) this.#chosen.set(firstLine, folded);
    this.#fold();
  }
}

/** Whether a line would be hidden with a group. @param {Group} group @param {number} line */
function holds({ firstLine, lastLine }, line) {
  return line > firstLine && line <= lastLine;
}
