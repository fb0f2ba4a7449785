// @ts-check
/**
 * The times at which the log's lines began, in the format that the reader chose, and the longest waits.
 * They are fetched for visible lines only, and only while they are shown; known times never change, so
 * the model does not hold them. A time that the server does not know is shown as a dash.
 *
 * @typedef {{line: number, at: number, gap: number}} Gap
 * @typedef {'off' | 'clock' | 'elapsed' | 'gap'} Mode
 */

import { getImmutable, getJson } from './api.js';
import { elapsed, local, pause, timeOfDay } from './format.js';
import { LogPages } from './log-pages.js';
import { text } from './texts.js';
import { TimesMenu } from './times-menu.js';

const MODE = 'strapper.times';
/** Pause before the times of new lines are fetched. */
const AGAIN = 1000;
/** Pause before the longest gaps of a log that has grown are fetched. */
const GROWING = 5000;
/** Lines closer than this many milliseconds count as simultaneous: times are no more precise. */
const TOGETHER = 100;

const UNKNOWN = { text: '–', slow: false };
const NONE = { text: '', slow: false };

export class LogTimes {
  /** @type {Mode} */
  #mode = 'off';
  #api = '';
  #start = NaN;
  #timer = 0;
  /** The longest gaps, by the line that was waited for. @type {Map<number, Gap>} */
  #gaps = new Map();
  /** @type {LogPages<number | null>} */
  #pages = this.#pagesOf('');

  /** @param {HTMLElement} page @param {import('./log-view.js').LogView} view */
  constructor(page, view) {
    this.view = view;
    this.menu = new TimesMenu(page, {
      opened: () => this.#askForGaps(),
      chosen: (mode) => {
        localStorage.setItem(MODE, mode);
        this.#show(mode);
      },
      went: (line) => {
        view.mark({ from: line, to: line });
        view.toLine(line);
      },
    });
    view.panel.addEventListener('pointerover', ({ target }) => {
      if (target instanceof HTMLElement && target.classList.contains('at')) {
        target.title = this.#words(Number(target.parentElement?.dataset.line));
      }
    });
    this.#show(/** @type {Mode} */ (localStorage.getItem(MODE) ?? 'off'));
  }

  /** Turns to a run's log. @param {string} api the run in the API */
  turn(api) {
    this.#pages.close();
    this.#api = api;
    this.#pages = this.#pagesOf(api);
    this.#start = NaN;
    this.#put([]);
    this.grown();
  }

  /** @param {number} start when the run started */
  since(start) {
    if (start === this.#start) return;
    this.#start = start;
    this.view.draw();
  }

  /** The log may have grown. */
  grown() {
    if (this.#mode !== 'off') this.#timer ||= setTimeout(() => this.#askForGaps(), this.#gaps.size > 0 ? GROWING : AGAIN);
  }

  /** @param {import('./log-folds.js').Range[]} spans */
  drawn(spans) {
    if (this.#mode !== 'off') this.#pages.want(spans.map(({ from, to }) => ({ from: Math.max(0, from - 1), to })));
  }

  /** @param {number} line @returns {import('./log-rows.js').LineTime} */
  at(line) {
    if (this.#mode === 'off') return NONE;
    const at = this.#pages.lineAt(line);
    if (at === undefined) return NONE;
    return at === null ? UNKNOWN : { text: this.#text(line, at), slow: this.#gaps.has(line) };
  }

  /** @param {number} line @param {number} at */
  #text(line, at) {
    if (this.#mode === 'clock') return timeOfDay(at);
    if (this.#mode === 'elapsed') return Number.isNaN(this.#start) ? '' : elapsed(at - this.#start);
    const gap = this.#gapOf(line, at);
    if (gap === null) return '–';
    return gap < TOGETHER ? '' : `+${pause(gap)}`;
  }

  /** Since the line above, or the start. @param {number} line @param {number} at @returns {number | null} */
  #gapOf(line, at) {
    const before = line === 0 ? this.#start : this.#pages.lineAt(line - 1) ?? NaN;
    return Number.isNaN(before) ? null : Math.max(0, at - before);
  }

  /** @param {number} line */
  #words(line) {
    const at = this.#pages.lineAt(line);
    if (at === undefined) return '';
    if (at === null) return text('live.times.unknown');
    const gap = this.#gapOf(line, at);
    const since = gap === null || line === 0 ? '' : `\n${text('live.times.line', pause(gap))}`;
    const start = Number.isNaN(this.#start) ? '' : `\n${text('live.times.start', pause(at - this.#start))}`;
    return local(new Date(at).toISOString()) + start + since;
  }

  /** @param {Mode} mode */
  #show(mode) {
    this.#mode = mode;
    this.menu.show(mode);
    this.view.times(mode);
    this.grown();
  }

  async #askForGaps() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const api = this.#api;
    try {
      const gaps = await getJson(`${api}/gaps?limit=5`);
      if (api === this.#api) this.#put(gaps);
    } catch {
      // The next drawing fetches them again.
    }
  }

  /** @param {Gap[]} gaps */
  #put(gaps) {
    this.#gaps = new Map(gaps.map((gap) => [gap.line, gap]));
    this.menu.list(gaps);
    this.view.draw();
  }

  /** @param {string} api */
  #pagesOf(api) {
    /** @param {number} page @param {AbortSignal} signal @returns {Promise<(number | null)[]>} */
    const fetchPage = async (page, signal) => (await getImmutable(`${api}/times/${page}`, signal)).at;
    return new LogPages(fetchPage, () => this.view.draw(), AGAIN);
  }
}
