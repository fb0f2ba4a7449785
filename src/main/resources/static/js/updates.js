// @ts-check
/**
 * Polls for the messages of an app's topic while no WebSocket is open: at most one request in two seconds,
 * fewer while nothing changes or the page is hidden, and one at once when the page is shown again.
 */

import { getIfChanged } from './api.js';

const SHORTEST = 2000;
const LONGEST = 10_000;
/** A hidden page polls too, since its tab shows the run's state. */
const HIDDEN = 30_000;

/** @typedef {{run: number, from: number, frozen: number}} Standing where the page's view stands */

/** @param {number} unchanged answers in a row without news @param {boolean} hidden @returns {number} milliseconds */
export function pauseAfter(unchanged, hidden) {
  return hidden ? HIDDEN : Math.min(LONGEST, SHORTEST * 1.5 ** unchanged);
}

export class Updates {
  /** Whether the last request was answered. */
  answering = false;
  /** @type {string | null} */
  #tag = null;
  #unchanged = 0;
  #timer = 0;
  #last = 0;
  #begun = false;
  /** @type {Promise<void> | null} */
  #asking = null;

  /**
   * @param {string} app @param {() => Standing} standing
   * @param {{heard: (messages: import('./log-model.js').Message[]) => void, changed: () => void,
   *   failed: (problem: unknown) => void}} listener
   */
  constructor(app, standing, listener) {
    this.app = app;
    this.standing = standing;
    this.listener = listener;
    document.addEventListener('visibilitychange', () => this.#soon());
    addEventListener('focus', () => this.#soon());
  }

  /** Sends a request now and, as long as there are answers, again and again. @returns {Promise<boolean>} whether there was one */
  async start() {
    this.#begun = true;
    await (this.#asking ?? (this.#timer ? null : this.#ask()));
    return this.answering;
  }

  stop() {
    this.#begun = false;
    this.#tag = null;
    this.#unchanged = 0;
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#become(false);
  }

  #soon() {
    if (!this.#timer) return;
    this.#unchanged = 0;
    this.#after(document.visibilityState === 'visible' ? SHORTEST - (Date.now() - this.#last) : HIDDEN);
  }

  /** @param {number} pause milliseconds */
  #after(pause) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), Math.max(0, pause));
  }

  #ask() {
    this.#timer = 0;
    this.#last = Date.now();
    this.#asking = this.#fetch().finally(() => (this.#asking = null));
    return this.#asking;
  }

  async #fetch() {
    const { run, from, frozen } = this.standing();
    try {
      const path = `api/apps/${this.app}/updates?run=${run}&from=${from}&frozen=${frozen}`;
      const { tag, body } = await getIfChanged(path, this.#tag);
      if (!this.#begun) return;
      this.#tag = tag;
      this.#unchanged = body ? 0 : this.#unchanged + 1;
      this.#become(true);
      this.listener.heard(body ?? []);
    } catch (problem) {
      const begun = this.#begun;
      this.stop();
      if (begun) this.listener.failed(problem);
      return;
    }
    if (this.#begun) this.#after(pauseAfter(this.#unchanged, document.visibilityState !== 'visible'));
  }

  /** @param {boolean} answering */
  #become(answering) {
    if (answering === this.answering) return;
    this.answering = answering;
    this.listener.changed();
  }
}
