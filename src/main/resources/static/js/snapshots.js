// @ts-check
/**
 * Fetches snapshots. Repeated requests for the same run are delayed, with jitter, since many pages may ask a server in trouble.
 */

import { getJson } from './api.js';

const LINES = 500;
/** A request within this time after the last one counts as repeated. */
const SOON = 5000;
const LONGEST_PAUSE = 8000;

export class Snapshots {
  #run = 0;
  #last = 0;
  #again = 0;

  /** @param {string} app */
  constructor(app) {
    this.app = app;
  }

  /** @param {number} run @returns {Promise<import('./log-model.js').Delta>} */
  async fetch(run) {
    this.#again = run === this.#run && Date.now() - this.#last < SOON ? this.#again + 1 : 0;
    this.#run = run;
    if (this.#again > 1) {
      const pause = Math.random() * Math.min(LONGEST_PAUSE, 250 * 2 ** this.#again);
      await new Promise((resume) => setTimeout(resume, pause));
    }
    this.#last = Date.now();
    return getJson(`api/apps/${this.app}/runs/${run}/screen?lines=${LINES}`);
  }
}
