// @ts-check
/**
 * Searches the whole log in the server, since the document contains only a part of it. `/` and
 * Ctrl+F open it, a second Ctrl+F opens the browser's search. It goes on while the log grows.
 *
 * @typedef {{line: number, start: number, end: number}} Match
 * @typedef {{total: number, capped: boolean, complete: boolean, searched: number, size: number, first: number,
 *   matches: Match[], next: number | null, where: number[]}} Answer
 */

import { getJson, Refused } from './api.js';
import { setText } from './dom.js';
import { FoundMarks } from './found-marks.js';
import { number, text } from './texts.js';

/** Pause after a key before the search starts. */
const TYPING = 150;
/** Pause before the new part of a growing log is searched. */
const GROWING = 1000;
/** Pause before the next request if the search made no progress. */
const AGAIN = 250;

export class LogSearch {
  #api = '';
  /** The number of the match that the reader is at, or going to, from 0. @type {number | null} */
  #nth = null;
  #total = 0;
  #complete = false;
  #asking = new AbortController();
  #timer = 0;

  /** @param {HTMLElement} page @param {import('./log-view.js').LogView} view */
  constructor(page, view) {
    this.view = view;
    this.bar = /** @type {HTMLFormElement} */ (page.querySelector('form.search'));
    this.input = /** @type {HTMLInputElement} */ (this.bar.querySelector('input'));
    this.count = /** @type {HTMLElement} */ (this.bar.querySelector('.found'));
    this.marks = new FoundMarks(view, /** @type {HTMLElement} */ (page.querySelector('.stage')));
    this.input.addEventListener('input', () => this.#later(TYPING, () => this.#begin()));
    this.bar.addEventListener('submit', (event) => event.preventDefault());
    this.bar.addEventListener('click', (event) => this.#onClick(event));
    this.toggle = page.querySelector('button.search-toggle');
    this.toggle?.addEventListener('click', () => (this.bar.hidden ? this.open() : this.close()));
    document.addEventListener('keydown', (event) => this.#onKey(event));
  }

  /** Turns to a run's log. @param {string} api the run in the API */
  turn(api) {
    this.#api = api;
    this.#begin();
  }

  /** The log has grown. */
  grown() {
    if (this.#query() && this.#complete && !this.#timer) {
      this.#later(GROWING, () => this.#look(`nth=${this.#nth ?? 0}`, this.#nth === null));
    }
  }

  open() {
    this.#show(true);
    this.input.select();
    this.input.focus();
    this.#begin();
  }

  close() {
    this.#show(false);
    this.#begin();
    this.view.panel.focus({ preventScroll: true });
  }

  /** @param {boolean} shown */
  #show(shown) {
    this.bar.hidden = !shown;
    this.toggle?.setAttribute('aria-expanded', String(shown));
  }

  #query() {
    if (this.bar.hidden || this.input.value === '') return null;
    const pressed = (/** @type {string} */ name) => String(this.bar.querySelector(`.${name}`)?.ariaPressed === 'true');
    return `${this.#api}/search?` + new URLSearchParams({ q: this.input.value, regex: pressed('regex'), case: pressed('case') });
  }

  #begin() {
    this.#nth = null;
    this.#total = 0;
    const query = this.#query();
    this.marks.query(query);
    this.#asking.abort();
    if (query) this.#look(`from=${this.view.first}`, true);
    else setText(this.count, '');
  }

  /** @param {number} by how many matches further */
  #step(by) {
    if (this.#total === 0) return;
    const from = this.#nth ?? (by > 0 ? -1 : 0);
    this.#nth = (from + by + this.#total) % this.#total;
    this.#look(`nth=${this.#nth}`, true);
  }

  /**
   * Repeats the request until the whole log was searched.
   * @param {string} where @param {boolean} go whether to go to the match that is found there
   */
  async #look(where, go) {
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    this.#complete = false;
    for (let searched = -1; ; ) {
      const answer = await this.#ask(where, signal);
      if (!answer) return;
      const [match] = answer.matches;
      if (go && match) {
        this.#go(match, answer.first);
        go = false;
      }
      this.#tell(answer);
      // The search has run long enough, or there is no match from here on: take the last one above
      const next = `nth=${answer.next ?? answer.total - 1}`;
      if (answer.complete && (!go || answer.total === 0 || where === next)) break;
      if (answer.complete) where = next;
      else if (!go && this.#nth !== null) where = `nth=${this.#nth}`;
      if (!answer.complete && answer.searched === searched) await pause(AGAIN, signal);
      searched = answer.searched;
    }
    this.marks.refresh();
  }

  /** @param {string} where @param {AbortSignal} signal @returns {Promise<Answer | null>} */
  async #ask(where, signal) {
    try {
      const answer = await getJson(`${this.#query()}&${where}&limit=1`, signal);
      return signal.aborted ? null : answer;
    } catch (problem) {
      if (!signal.aborted) this.#fail(problem);
      return null;
    }
  }

  /** @param {Match} match @param {number} nth */
  #go(match, nth) {
    this.#nth = nth;
    this.marks.at(match);
    if (this.view.shows(match.line)) this.view.draw();
    else this.view.toLine(match.line);
  }

  /** @param {Answer} answer */
  #tell({ total, capped, complete, searched, size, where }) {
    this.#total = total;
    this.#complete = complete;
    this.marks.where(where);
    this.bar.classList.remove('failed');
    const all = number(total) + (capped ? '+' : '');
    this.count.title = capped ? text('live.search.capped') : '';
    const found = this.#nth === null ? all : text('live.search.of', number(this.#nth + 1), all);
    const words = total > 0 ? found : text(complete ? 'live.search.none' : 'live.search.searching');
    setText(this.count, complete ? words : `${words} · ${text('live.percent', Math.floor((100 * searched) / Math.max(1, size)))}`);
  }

  /** @param {unknown} problem */
  #fail(problem) {
    this.bar.classList.add('failed');
    setText(this.count, problem instanceof Refused ? problem.message : text('live.unreachable'));
    // The marks belong to another search.
    if (problem instanceof Refused) this.marks.query(null);
  }

  /** @param {number} pause @param {() => void} then */
  #later(pause, then) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = 0;
      then();
    }, pause);
  }

  /** @param {Event} event */
  #onClick({ target }) {
    const button = target instanceof Element ? target.closest('button') : null;
    if (!button) return;
    if (button.classList.contains('close')) this.close();
    else if (button.classList.contains('next')) this.#step(1);
    else if (button.classList.contains('previous')) this.#step(-1);
    else {
      button.ariaPressed = String(button.ariaPressed !== 'true');
      this.#begin();
    }
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const { key, target, shiftKey } = event;
    // The user is composing text with an input method
    if (event.isComposing) return;
    const here = target === this.input;
    const elsewhere = !here && target instanceof Element && target.closest('input, select, textarea, dialog, [popover]');
    const find = key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey) && !shiftKey && !here;
    if (elsewhere || event.altKey || (!find && (event.ctrlKey || event.metaKey))) return;
    if (find || (key === '/' && !here)) this.open();
    else if (this.bar.hidden) return;
    else if (key === 'Escape') this.close();
    else if (here ? key === 'Enter' : key.toLowerCase() === 'n') this.#step(shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  }
}

/** @param {number} milliseconds @param {AbortSignal} signal ends it early @returns {Promise<void>} */
function pause(milliseconds, signal) {
  return new Promise((resume) => {
    setTimeout(resume, milliseconds);
    signal.addEventListener('abort', () => resume());
  });
}
