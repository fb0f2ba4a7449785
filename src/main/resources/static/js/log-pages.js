// @ts-check
/**
 * Frozen lines that the page has not been sent: fetched a page of 1,000 at a time when they are
 * about to be seen; the most recently used pages are kept.
 */

const SIZE = 1000;
const KEPT = 12;
/** A page that is only passed by on the way elsewhere is not fetched. */
const PATIENCE = 40;

export class LogPages {
  /** @type {Map<number, string[]>} */
  #pages = new Map();
  /** @type {Map<number, AbortController>} */
  #fetching = new Map();
  /** @type {number[]} */
  #wanted = [];
  #timer = 0;

  /**
   * @param {(page: number, signal: AbortSignal) => Promise<{firstLine: number, lines: string[]}>} fetchPage
   * @param {() => void} arrived
   */
  constructor(fetchPage, arrived) {
    this.fetchPage = fetchPage;
    this.arrived = arrived;
  }

  /** @param {number} number @returns {string | undefined} */
  lineAt(number) {
    return this.#pages.get(Math.floor(number / SIZE))?.[number % SIZE];
  }

  /**
   * Asks for lines `from` to `to - 1`; what was asked for before is no longer wanted.
   * @param {number} from @param {number} to
   */
  want(from, to) {
    this.#wanted = [];
    for (let page = Math.floor(from / SIZE); page * SIZE < to; page++) {
      const held = this.#pages.get(page);
      if (held) this.#touch(page, held);
      if (!held || held.length < Math.min(SIZE, to - page * SIZE)) this.#wanted.push(page);
    }
    for (const [page, controller] of this.#fetching) {
      if (this.#wanted.includes(page)) continue;
      controller.abort();
      this.#fetching.delete(page);
    }
    if (this.#wanted.length > 0 && !this.#timer) this.#timer = setTimeout(() => this.#fetch(), PATIENCE);
  }

  close() {
    clearTimeout(this.#timer);
    this.#wanted = [];
    for (const controller of this.#fetching.values()) controller.abort();
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
      const { lines } = await this.fetchPage(page, controller.signal);
      this.#touch(page, lines);
      this.arrived();
    } catch {
      // Aborted, or unreachable: whoever still looks there asks again.
      if (!controller.signal.aborted) setTimeout(this.arrived, 2000);
    } finally {
      if (this.#fetching.get(page) === controller) this.#fetching.delete(page);
    }
  }

  /** @param {number} page @param {string[]} lines */
  #touch(page, lines) {
    this.#pages.delete(page);
    this.#pages.set(page, lines);
    if (this.#pages.size > KEPT) this.#pages.delete(this.#pages.keys().next().value ?? page);
  }
}
