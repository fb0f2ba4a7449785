// @ts-check
/** Marks what a search found: in the rows that are drawn, and beside the scrollbar. */

import { getJson } from './api.js';

/** Lines around the drawn ones whose matches are fetched with theirs. */
const AROUND = 200;
const PATIENCE = 60;
/** Ranges that are asked for at a time. */
const MOST_RANGES = 4;
/** Answers that are put together for the lines in sight; more matches than they hold are not marked. */
const ANSWERS = 8;
const FOUND = 'found';
const FOUND_HERE = 'found-here';

export class FoundMarks {
  /** @type {string | null} */
  #query = null;
  /** Matches in the lines `from` to `to - 1` of each range. @type {{from: number, to: number, matches: import('./log-search.js').Match[]}[]} */
  #known = [];
  /** @type {import('./log-search.js').Match | null} */
  #at = null;
  /** Whether the reader has not been shown that match yet. */
  #unseen = false;
  /** @type {import('./log-folds.js').Range[]} */
  #drawn = [{ from: 0, to: 0 }];
  #timer = 0;
  /** The number of the newest request. */
  #asked = 0;
  /** The number of the request whose answer is shown. */
  #taken = 0;

  /** @param {import('./log-view.js').LogView} view @param {HTMLElement} stage */
  constructor(view, stage) {
    this.view = view;
    this.bar = document.createElement('canvas');
    this.bar.className = 'found-bar';
    this.bar.width = 1;
    this.bar.height = 512;
    this.bar.hidden = true;
    stage.append(this.bar);
  }

  /** @param {string | null} query what to ask for matches */
  query(query) {
    this.#query = query;
    this.#known = [];
    this.#at = null;
    this.view.point(null);
    this.where([]);
    this.bar.hidden = query === null;
    this.#mark();
    this.#soon();
  }

  /** The match that the reader is at. @param {import('./log-search.js').Match} match */
  at(match) {
    this.#at = match;
    this.#unseen = true;
    this.view.point(match.line);
    this.#mark();
  }

  /** There may be new matches. */
  refresh() {
    this.#known = [];
    this.#soon();
  }

  /** Rows were drawn, maybe anew. @param {import('./log-folds.js').Range[]} spans */
  drawn(spans) {
    this.#drawn = spans;
    if (this.#query === null) return;
    this.#mark();
    if (spans.some(({ from, to }) => !this.#known.some((known) => from >= known.from && to <= known.to))) this.#soon();
  }

  /** @param {number[]} where how many matches lie in each of equal parts of the log */
  where(where) {
    const paint = this.bar.getContext('2d');
    if (!paint) return;
    const { width, height } = this.bar;
    paint.clearRect(0, 0, width, height);
    paint.fillStyle = getComputedStyle(this.bar).color;
    where.forEach((count, part) => {
      if (count > 0) paint.fillRect(0, Math.floor((part * height) / where.length), width, 2);
    });
  }

  #soon() {
    this.#timer ||= setTimeout(() => this.#fetch(), PATIENCE);
  }

  async #fetch() {
    this.#timer = 0;
    const query = this.#query;
    if (query === null) return;
    const asked = ++this.#asked;
    // Other ranges may be visible by now
    const wanted = () => query === this.#query && asked === this.#asked;
    try {
      const known = await Promise.all(joined(this.#drawn).map((range) => this.#ask(query, range, wanted)));
      // A later request may have been answered first
      if (query !== this.#query || asked < this.#taken) return;
      this.#taken = asked;
      this.#known = known;
      this.#mark();
    } catch {
      // The search itself says what is wrong.
    }
  }

  /**
   * @param {string} query
   * @param {import('./log-folds.js').Range} range
   * @param {() => boolean} wanted whether to go on where an answer stopped
   */
  async #ask(query, { from, to }, wanted) {
    /** @type {import('./log-search.js').Match[]} */
    const all = [];
    for (let where = `from=${from}`, answers = 0; where !== '' && answers < ANSWERS; answers++) {
      const { matches, next } = await getJson(`${query}&${where}&to=${to}&limit=1000`);
      all.push(...matches);
      where = typeof next === 'number' && wanted() ? `nth=${next}` : '';
    }
    return { from, to, matches: all };
  }

  #mark() {
    const at = this.#at ? this.#range(this.#at) : [];
    if (this.#unseen && at.length > 0) this.#show(at[0]);
    if (!('highlights' in CSS)) return;
    const ranges = this.#known.flatMap(({ matches }) => matches).flatMap((match) => this.#range(match));
    CSS.highlights.set(FOUND, new Highlight(...ranges));
    const here = new Highlight(...at);
    here.priority = 1;
    CSS.highlights.set(FOUND_HERE, here);
  }

  /** @param {Range} range */
  #show(range) {
    this.#unseen = false;
    // Once the rows stand where they belong
    requestAnimationFrame(() => this.view.reveal(range));
  }

  /** @param {import('./log-search.js').Match} match @returns {Range[]} none if its line is not drawn */
  #range({ line, start, end }) {
    const text = this.view.textOf(line);
    if (!text || !this.view.isText(line)) return [];
    const range = document.createRange();
    const nodes = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    let at = 0;
    let begun = false;
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      const length = node.nodeValue?.length ?? 0;
      if (!begun && start < at + length) {
        range.setStart(node, start - at);
        begun = true;
      }
      if (begun && end <= at + length) {
        range.setEnd(node, end - at);
        return [range];
      }
      at += length;
    }
    return [];
  }
}

/**
 * The ranges of lines in which matches are asked for: those that are drawn, with what is around them, joined
 * until they are few.
 * @param {import('./log-folds.js').Range[]} spans in order
 */
function joined(spans) {
  /** @type {import('./log-folds.js').Range[]} */
  const ranges = [];
  spans.forEach(({ from, to }) => {
    const last = ranges[ranges.length - 1];
    const wide = { from: Math.max(0, from - AROUND), to: to + AROUND };
    if (last && (wide.from <= last.to || ranges.length === MOST_RANGES)) last.to = wide.to;
    else ranges.push(wide);
  });
  return ranges;
}
