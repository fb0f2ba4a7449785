// @ts-check
/**
 * What the page has not been sent of each line: fetched for a page of 1,000 lines at a time when they
 * are about to be seen; the most recently used pages are kept.
 */

const SIZE = 1000;
const KEPT = 12;
/** Pages that are wanted at a time: more than are kept would push each other out. */
const MOST_WANTED = 10;
/** A page that is only passed by on the way elsewhere is not fetched. */
const PATIENCE = 40;

/** @template T what there is of a line */
export class LogPages {
  /** @type {Map<number, T[]>} */
  #pages = new Map();
  /** @type {Map<number, AbortController>} */
  #fetching = new Map();
  /** @type {number[]} */
  #wanted = [];
  #timer = 0;
  #patient = false;

  /**
   * @param {(page: number, signal: AbortSignal) => Promise<T[]>} fetchPage
   * @param {() => void} arrived
   * @param {number} again pause before a page that was not full is fetched again
   */
  constructor(fetchPage, arrived, again = PATIENCE) {
    this.fetchPage = fetchPage;
    this.arrived = arrived;
    this.again = again;
  }

  /** @param {number} number @returns {T | undefined} */
  lineAt(number) {
    return this.#pages.get(Math.floor(number / SIZE))?.[number % SIZE];
  }

  /**
   * Asks for ranges of lines, of which those that end before they begin are none; what was asked for before
   * is no longer wanted.
   * @param {import('./log-folds.js').Range[]} ranges
   */
  want(ranges) {
    /** The line before which what is wanted of a page ends. @type {Map<number, number>} */
    const ends = new Map();
    for (const { from, to } of ranges) {
      for (let page = Math.floor(from / SIZE); from < to && page * SIZE < to; page++) {
        ends.set(page, Math.max(ends.get(page) ?? 0, Math.min(SIZE, to - page * SIZE)));
      }
    }
    this.#wanted = [];
    for (const [page, end] of [...ends].slice(0, MOST_WANTED)) {
      const held = this.#pages.get(page);
      if (held) this.#touch(page, held);
      if (!held || held.length < end) this.#wanted.push(page);
    }
    for (const [page, controller] of this.#fetching) {
      if (this.#wanted.includes(page)) continue;
      controller.abort();
      this.#fetching.delete(page);
    }
    if (this.#wanted.length > 0) this.#soon(this.#wanted.every((page) => this.#pages.has(page)));
  }

  /** Fetches what is missing of lines `from` to `to - 1`. @param {number} from @param {number} to */
  async load(from, to) {
    for (let page = Math.floor(from / SIZE); page * SIZE < to; page++) {
      const held = this.#pages.get(page)?.length ?? 0;
      if (held < SIZE) this.#touch(page, await this.fetchPage(page, AbortSignal.timeout(5000)));
    }
  }

  close() {
    clearTimeout(this.#timer);
    this.#wanted = [];
    for (const controller of this.#fetching.values()) controller.abort();
  }

  /** @param {boolean} patient whether something of all that is wanted is there */
  #soon(patient) {
    if (this.#timer && (patient || !this.#patient)) return;
    clearTimeout(this.#timer);
    this.#patient = patient;
    this.#timer = setTimeout(() => this.#fetch(), patient ? this.again : PATIENCE);
  }

  #fetch() {
    this.#timer = 0;
    for (const page of this.#wanted) {
      if (!this.#fetching.has(page)) this.#fetchOne(page);
    }
  }

  /** @param {number} page */
  async #fetchOne(page) {
    const controller = new AbortController();
    this.#fetching.set(page, controller);
    try {
      this.#touch(page, await this.fetchPage(page, controller.signal));
      this.arrived();
    } catch {
      // Aborted, or unreachable: whoever still looks there asks again.
      if (!controller.signal.aborted) setTimeout(this.arrived, 2000);
    } finally {
      if (this.#fetching.get(page) === controller) this.#fetching.delete(page);
    }
  }

  /** @param {number} page @param {T[]} lines */
  #touch(page, lines) {
    this.#pages.delete(page);
    this.#pages.set(page, lines);
    if (this.#pages.size > KEPT) this.#pages.delete(this.#pages.keys().next().value ?? page);
  }
}
