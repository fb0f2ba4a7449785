// @ts-check
/**
 * Data of lines that the page does not have: fetched in pages of 1,000 lines shortly before they are visible. The most recently used pages are kept.
 */

const SIZE = 1000;
const KEPT = 12;
/** Most pages that are requested at a time: more than are kept would evict each other. */
const MOST_WANTED = 10;
/** Pause before a fetch, so that pages that the reader only scrolls past are not fetched. */
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
   * Requests ranges of lines, and cancels earlier requests. A range that ends before it begins is empty.
   * @param {import('./log-folds.js').Range[]} ranges
   */
  want(ranges) {
    /** The end of the requested lines of each page, exclusive. @type {Map<number, number>} */
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
      const held = this.#pages.get(page) ?? [];
      // A page that is held must not be evicted by those that follow.
      this.#touch(page, held.length < SIZE ? await this.fetchPage(page, AbortSignal.timeout(5000)) : held);
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
      // Aborted, or the server cannot be reached: the next drawing of these lines requests them again.
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
