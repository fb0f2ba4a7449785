// @ts-check
/**
 * The list of an app's runs, newest first.
 * @typedef {import('./run.js').Run} Run
 */

import { getJson, now } from './api.js';
import { explain } from './actions.js';
import { paintRun } from './paint.js';

const PAGE = 20;

export class RunHistory {
  /** @type {Map<number, Run>} */
  #runs = new Map();

  /** @param {string} app @param {HTMLElement} root */
  constructor(app, root) {
    this.app = app;
    this.root = root;
    this.list = /** @type {HTMLElement} */ (root.querySelector('ol.newest'));
    this.template = /** @type {HTMLTemplateElement} */ (root.querySelector('template'));
    this.older = /** @type {HTMLButtonElement} */ (root.querySelector('button.older'));
    this.older.addEventListener('click', () => this.#older());
  }

  /** Updates a run in the list. A run older than all in the list is left out until its page is loaded. @param {Run} run */
  put(run) {
    const oldest = this.list.lastElementChild;
    const listed = oldest instanceof HTMLElement ? Number(oldest.dataset.number) : 0;
    if (this.older.hidden || run.number >= listed) this.#put(run);
  }

  /** @param {Run} run */
  #put(run) {
    this.#runs.set(run.number, run);
    const row = this.#row(run.number) ?? this.#create(run.number);
    paintRun(row, run, now());
  }

  /** Marks the run that the page shows. @param {number} number */
  current(number) {
    const apart = this.root.querySelector('.apart');
    if (apart && (this.#row(number) || !apart.querySelector(`[data-number="${number}"]`))) apart.remove();
    for (const row of this.root.querySelectorAll('li')) {
      const link = row.querySelector('a');
      const shown = Number(row.dataset.number) === number;
      if (shown) link?.setAttribute('aria-current', 'page');
      else link?.removeAttribute('aria-current');
    }
  }

  tick() {
    for (const [number, run] of this.#runs) {
      const row = this.#row(number);
      if (row) paintRun(row, run, now());
    }
  }

  async #older() {
    const oldest = this.list.lastElementChild;
    const before = oldest instanceof HTMLElement ? oldest.dataset.number : '';
    const path = `api/apps/${this.app}/runs?before=${before}&limit=${PAGE}`;
    try {
      /** @type {Run[]} */
      const runs = await getJson(path);
      for (const run of runs) this.#put(run);
      this.older.hidden = runs.length < PAGE;
    } catch (problem) {
      explain(problem, path);
    }
  }

  /** @param {number} number */
  #row(number) {
    return this.list.querySelector(`[data-number="${number}"]`);
  }

  /** @param {number} number */
  #create(number) {
    const row = /** @type {HTMLElement} */ (this.template.content.firstElementChild?.cloneNode(true));
    row.dataset.number = String(number);
    const next = Array.from(this.list.children).find(
      (other) => other instanceof HTMLElement && Number(other.dataset.number) < number);
    this.list.insertBefore(row, next ?? null);
    return row;
  }
}
