// @ts-check
/** The list of a log's groups beside it: how long each took, which was slowest, which failed. */

import { placeBelow, setText } from './dom.js';
import { pause } from './format.js';
import { number, text } from './texts.js';

/** Milliseconds below which a duration is not worth an exact number. */
const SHORT = 100;
/** Groups that are listed at a time. */
const LISTED = 500;
/** Groups that the server keeps at most. */
const KEPT = 10_000;

export class GroupList {
  #listed = '';
  #most = LISTED;
  /** @type {import('./log-folds.js').Group[]} */
  #groups = [];

  /**
   * @param {HTMLElement} page
   * @param {{went: (line: number) => void, folded: (folded: boolean) => void}} reader what the reader did
   */
  constructor(page, reader) {
    this.button = /** @type {HTMLElement} */ (page.querySelector('button.groups-toggle'));
    this.menu = /** @type {HTMLElement} */ (page.querySelector('.groups'));
    this.list = /** @type {HTMLElement} */ (this.menu.querySelector('ol'));
    this.menu.addEventListener('beforetoggle', (event) => {
      if (/** @type {ToggleEvent} */ (event).newState === 'open') placeBelow(this.button, this.menu);
    });
    this.menu.addEventListener('click', ({ target }) => {
      const button = target instanceof Element ? target.closest('button') : null;
      if (button?.classList.contains('fold-all')) reader.folded(true);
      if (button?.classList.contains('open-all')) reader.folded(false);
      if (button?.classList.contains('more-groups')) this.#more();
      if (!button?.dataset.line) return;
      this.menu.hidePopover();
      reader.went(Number(button.dataset.line));
    });
  }

  /** @param {import('./log-folds.js').Group[]} groups */
  show(groups) {
    this.button.hidden = groups.length === 0;
    const listed = JSON.stringify(groups);
    // A press or the focus may be on one of them.
    if (listed === this.#listed) return;
    // Another log.
    if (groups.length < this.#groups.length) this.#most = LISTED;
    this.#listed = listed;
    this.#groups = groups;
    const slowest = slowestOf(groups);
    this.list.replaceChildren(...groups.slice(0, this.#most).map((group) => entry(group, group === slowest)));
    this.#tellMore();
  }

  /** Lists some more; the focus goes to the first of them. */
  #more() {
    const from = this.#most;
    this.#most += LISTED;
    const slowest = slowestOf(this.#groups);
    this.list.append(...this.#groups.slice(from, this.#most).map((group) => entry(group, group === slowest)));
    const first = this.list.children[from]?.querySelector('button');
    if (first instanceof HTMLElement) first.focus();
    this.#tellMore();
  }

  #tellMore() {
    const left = this.#groups.length - this.#most;
    const more = this.menu.querySelector('.more-groups');
    more?.toggleAttribute('hidden', left <= 0);
    if (more && left > 0) setText(more, text('live.group.more', number(Math.min(left, LISTED)), number(this.#groups.length)));
    this.menu.querySelector('.more')?.toggleAttribute('hidden', left > 0 || this.#groups.length < KEPT);
  }

}

/**
 * The group that took longest, of those in which no other stands; none if that is less than a second.
 * @param {import('./log-folds.js').Group[]} groups @returns {import('./log-folds.js').Group | null}
 */
export function slowestOf(groups) {
  /** @type {import('./log-folds.js').Group | null} */
  let slowest = null;
  groups.forEach((group, i) => {
    const holds = (groups[i + 1]?.depth ?? 0) > group.depth;
    const took = group.durationMs ?? 0;
    if (!holds && group.state !== 'running' && took >= 1000 && took > (slowest?.durationMs ?? 0)) slowest = group;
  });
  return slowest;
}

/** @param {import('./log-folds.js').Group} group @param {boolean} slowest */
function entry({ name, depth, firstLine, durationMs, state, usualMs, slow }, slowest) {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.dataset.line = String(firstLine);
  button.className = state;
  button.style.setProperty('--depth', String(depth));
  const label = document.createElement('span');
  label.className = 'name';
  label.textContent = name;
  const facts = document.createElement('span');
  facts.className = slowest || slow ? 'slowest' : 'facts';
  facts.textContent =
    factsOf(state, state === 'running' ? null : durationMs, slow ? (usualMs ?? null) : null) + (slowest ? ` · ${text('live.group.slowest')}` : '');
  button.append(label, facts);
  item.append(button);
  return item;
}

/** @param {string} state @param {number | null} took @param {number | null} [usual] if it took longer @returns {string} like `failed · 12.5s` */
export function factsOf(state, took, usual = null) {
  const words = state === 'ended' ? [] : [text(`live.group.${state}`)];
  const length = took === null ? [] : [shortPause(took)];
  const longer = usual === null ? [] : [text('live.longer', shortPause(usual))];
  return [...words, ...length, ...longer].join(' · ');
}

/** @param {number} milliseconds @returns {string} like `<0.1s`, `12.5s` */
function shortPause(milliseconds) {
  return milliseconds < SHORT ? `<${pause(SHORT)}` : pause(milliseconds);
}
