// @ts-check
/**
 * Marks lines with errors and warnings in the rows and beside the scrollbar. `e` and `w` go to the next one, with Shift to the previous one.
 *
 * @typedef {{line: number, text: string}} Finding
 * @typedef {'errors' | 'warnings'} Kind
 */

import { getJson } from './api.js';
import { announce } from './dom.js';
import { countText, number, text } from './texts.js';

/** Pause before the next request to a server without a result yet. */
const AGAIN = 2000;
/** @type {Record<string, Kind>} */
const KEYS = { e: 'errors', w: 'warnings' };

export class LogSigns {
  #api = '';
  /** The counts that the run's last message had. */
  #counted = '';
  /** @type {Record<Kind, Finding[]>} */
  #found = { errors: [], warnings: [] };
  /** @type {Map<number, string>} */
  #kinds = new Map();
  /** The line that the reader has gone to. */
  #at = -1;
  #painted = '';
  #timer = 0;

  /** @param {HTMLElement} page @param {import('./log-view.js').LogView} view */
  constructor(page, view) {
    this.view = view;
    this.bar = document.createElement('canvas');
    this.bar.className = 'sign-bar';
    this.bar.width = 2;
    this.bar.height = 512;
    page.querySelector('.stage')?.append(this.bar);
    page.querySelector('#first-error')?.addEventListener('click', (event) => this.#onClick(event));
    document.addEventListener('keydown', (event) => this.#onKey(event));
  }

  /** Turns to a run's log. @param {string} api the run in the API */
  turn(api) {
    this.#api = api;
    this.#counted = '';
    this.#at = -1;
    this.#take({ errors: [], warnings: [] });
  }

  /** Asks for what is new. @param {import('./run.js').Run} run */
  update({ counts, number, status, logRemovedAt }) {
    const now = counts ? `${number} ${counts.errors} ${counts.warnings}` : `${number} ${status}`;
    if (now === this.#counted) return;
    this.#counted = now;
    // The server has no outline, for example after a restart during the run: this request makes it,
    // and a message tells when it is there.
    if (!counts && status !== 'running' && !logRemovedAt) getJson(this.#api).catch(() => {});
    if (counts && counts.errors + counts.warnings > 0) this.#fetch(this.#api);
    else this.#take({ errors: [], warnings: [] });
  }

  /** The sign of a line: `error`, `warning`, or nothing. @param {number} line */
  kindOf(line) {
    return this.#kinds.get(line) ?? '';
  }

  /** Goes to a line, and announces it. @param {number} line */
  go(line) {
    this.#at = line;
    this.view.toLine(line);
    this.view.point(line);
  }

  /** Called after rows were drawn, which may have moved. */
  drawn() {
    // A canvas cannot use custom properties: run.css assigns the colours to computed properties.
    const { color, outlineColor } = getComputedStyle(this.bar);
    const now = `${this.view.count} ${this.view.height} ${this.#kinds.size} ${color}`;
    if (now === this.#painted) return;
    this.#painted = now;
    const paint = this.bar.getContext('2d');
    if (!paint) return;
    const { width, height } = this.bar;
    paint.clearRect(0, 0, width, height);
    /** @type {[Kind, string][]} */
    const colours = [['warnings', outlineColor], ['errors', color]];
    for (const [kind, colour] of colours) {
      paint.fillStyle = colour;
      for (const { line } of this.#found[kind]) {
        paint.fillRect(0, Math.floor(this.view.place(line) * (height - 2)), width, 2);
      }
    }
  }

  /** @param {string} api */
  async #fetch(api) {
    clearTimeout(this.#timer);
    try {
      const found = await getJson(`${api}/errors`);
      if (api === this.#api) this.#take(found);
    } catch {
      this.#timer = setTimeout(() => api === this.#api && this.#fetch(api), AGAIN);
    }
  }

  /** @param {Record<Kind, Finding[]>} found */
  #take(found) {
    this.#found = found;
    this.#kinds = new Map([...found.warnings.map(({ line }) => /** @type {[number, string]} */ ([line, 'warning'])),
      ...found.errors.map(({ line }) => /** @type {[number, string]} */ ([line, 'error']))]);
    this.#painted = '';
    this.view.draw();
  }

  /** @param {Kind} kind @param {1 | -1} by */
  #step(kind, by) {
    const found = this.#found[kind];
    if (found.length === 0) {
      announce(text(`live.sign.${kind}.none`));
      return;
    }
    const next = stepped(found.map(({ line }) => line), this.#base(), by);
    this.go(found[next].line);
    announce(countText(`live.sign.${kind}`, found.length, number(next + 1), number(found[next].line + 1), found[next].text));
  }

  /** Where the reader is. */
  #base() {
    return this.#at >= 0 && this.view.shows(this.#at) ? this.#at : this.view.first - 0.5;
  }

  /** @param {Event} event */
  #onClick(event) {
    const { target } = event;
    const link = target instanceof Element ? target.closest('a, button') : null;
    if (link instanceof HTMLAnchorElement && link.dataset.line) {
      event.preventDefault();
      this.go(Number(link.dataset.line));
      this.view.panel.focus({ preventScroll: true });
    } else if (link?.classList.contains('next')) this.#step('errors', 1);
    else if (link?.classList.contains('previous')) this.#step('errors', -1);
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const { key, target, shiftKey } = event;
    const elsewhere = target instanceof Element && target.closest('input, select, textarea, dialog, [popover]');
    const kind = KEYS[key.toLowerCase()];
    if (!kind || elsewhere || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.#step(kind, shiftKey ? -1 : 1);
  }
}

/**
 * The next of some places; after the last one the first again.
 * @param {number[]} places in order, at least one @param {number} from @param {1 | -1} by
 * @returns {number} its index
 */
export function stepped(places, from, by) {
  if (by > 0) {
    const next = places.findIndex((place) => place > from);
    return next < 0 ? 0 : next;
  }
  const before = places.filter((place) => place < from).length - 1;
  return before < 0 ? places.length - 1 : before;
}
