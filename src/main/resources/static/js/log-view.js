// @ts-check
/**
 * Shows a log: only the rows near the panel's visible part are in the document, whatever the log's
 * length. Asks `lineAt` for lines; what is unknown yet is a blank row until `show` is called again.
 * Drawn once a frame.
 */

import { LogScroller } from './log-scroller.js';
import { RowHeights } from './row-heights.js';

/** Pixels above and below the visible part that are drawn too. */
const BEYOND = 600;
/** A selection keeps its rows, up to that many. */
const SELECTED = 2000;

export class LogView {
  #heights = new RowHeights();
  /** @type {Map<number, {row: HTMLElement, text: HTMLElement, html: string | undefined}>} */
  #drawn = new Map();
  /** The row at the panel's upper edge and how far it is cut: what stays put when heights change. */
  #anchor = { row: 0, into: 0 };
  #frame = 0;
  #width = 0;
  #wrap = false;
  /** @type {{from: number, to: number} | null} */
  #marked = null;
  #seen = 0;

  /**
   * @param {HTMLElement} panel
   * @param {{lineAt: (number: number) => string | undefined, drawn: (from: number, to: number) => void,
   *   changed: (state: {following: boolean, behind: number}) => void}} log
   */
  constructor(panel, log) {
    this.panel = panel;
    this.log = log;
    this.link = '';
    this.rows = element('div', 'rows');
    this.probe = element('div', 'row probe');
    this.probe.textContent = 'X';
    const sizer = element('div', 'sizer');
    panel.replaceChildren(sizer, this.probe, this.rows);
    this.scroller = new LogScroller(panel, sizer, () => this.#moved());
    new ResizeObserver(() => this.#resized()).observe(panel);
    new ResizeObserver(() => this.#resized()).observe(this.probe);
    this.#resized();
  }

  /** Shows that many lines; every line may have changed. @param {number} count */
  show(count) {
    this.#heights.count = count;
    if (count > 0) this.panel.style.setProperty('--digits', String(Math.max(3, String(count).length)));
    this.draw();
  }

  /** Begins another log, at its end. @param {string} link where its lines are addressed */
  reset(link) {
    this.link = link;
    this.#marked = null;
    this.#heights.reset(this.#heights.base);
    this.#seen = 0;
    this.#width = 0;
    this.rows.style.minWidth = '';
    this.rows.replaceChildren();
    this.#drawn.clear();
    this.scroller.following = true;
    this.show(0);
  }

  draw() {
    this.#frame ||= requestAnimationFrame(() => this.#render());
  }

  /** @param {boolean} wrap */
  wrap(wrap) {
    this.#wrap = wrap;
    this.panel.classList.toggle('wrap', wrap);
    this.#width = 0;
    this.rows.style.minWidth = '';
    this.#heights.reset(this.#heights.base);
    this.draw();
  }

  /** Marks a range of lines. @param {{from: number, to: number} | null} range */
  mark(range) {
    this.#marked = range;
    this.draw();
  }

  /** @param {number} line */
  toLine(line) {
    this.#anchor = { row: line, into: -this.scroller.height / 3 };
    this.scroller.to(this.#heights.top(line) - this.scroller.height / 3);
    this.scroller.following = false;
    this.draw();
  }

  toEnd() {
    this.scroller.following = true;
    this.draw();
  }

  /** @param {number} panels how far, in heights of the panel */
  turn(panels) {
    this.scroller.to(this.scroller.top + panels * (this.scroller.height - 2 * this.#heights.base));
  }

  #moved() {
    this.#anchorHere();
    this.draw();
  }

  #resized() {
    this.scroller.height = this.panel.clientHeight;
    const base = this.probe.getBoundingClientRect().height;
    if (base > 0 && (base !== this.#heights.base || this.#wrap)) this.#heights.reset(base);
    this.draw();
  }

  #anchorHere() {
    const row = this.#heights.at(this.scroller.top);
    this.#anchor = { row, into: this.scroller.top - this.#heights.top(row) };
  }

  #render() {
    this.#frame = 0;
    const { scroller } = this;
    const heights = this.#heights;
    let from = 0;
    for (let pass = 0; pass < 3; pass++) {
      if (!scroller.following) scroller.top = heights.top(this.#anchor.row) + this.#anchor.into;
      scroller.fit(heights.total);
      const to = heights.count && heights.at(scroller.top + scroller.height + BEYOND) + 1;
      from = heights.count && heights.at(scroller.top - BEYOND);
      const held = this.#selected(from, to);
      from = Math.min(from, held.from);
      this.#fill(from, Math.max(to, held.to));
      this.rows.style.transform = `translateY(${Math.round(scroller.origin + heights.top(from))}px)`;
      this.log.drawn(from, to);
      if (!this.#measure()) break;
    }
    this.#anchorHere();
    if (scroller.following) this.#seen = heights.count;
    this.log.changed({ following: scroller.following, behind: heights.count - this.#seen });
  }

  /** @param {number} from @param {number} to */
  #fill(from, to) {
    for (const [number, { row }] of this.#drawn) {
      if (number >= from && number < to) continue;
      row.remove();
      this.#drawn.delete(number);
    }
    let next = this.rows.firstElementChild;
    for (let number = from; number < to; number++) {
      let drawn = this.#drawn.get(number);
      if (!drawn) {
        drawn = this.#create(number);
        this.rows.insertBefore(drawn.row, next);
        this.#drawn.set(number, drawn);
      }
      next = drawn.row.nextElementSibling;
      const html = this.log.lineAt(number);
      // A frozen line that is no longer at hand has not changed.
      if (html !== undefined && html !== drawn.html) setLine(drawn.text, html);
      drawn.html = html ?? drawn.html;
      drawn.row.classList.toggle('unknown', drawn.html === undefined);
      drawn.row.classList.toggle('marked', !!this.#marked && number >= this.#marked.from && number <= this.#marked.to);
    }
  }

  /** @param {number} number */
  #create(number) {
    const row = element('div', 'row');
    row.dataset.line = String(number);
    const link = /** @type {HTMLAnchorElement} */ (element('a', 'n'));
    link.href = `${this.link}#L${number + 1}`;
    link.dataset.n = String(number + 1);
    link.tabIndex = -1;
    const text = element('span', 't');
    row.append(link, text);
    return { row, text, html: /** @type {string | undefined} */ (undefined) };
  }

  /** Whether a row turned out to be of another height than thought. */
  #measure() {
    if (!this.#wrap) {
      const width = this.rows.offsetWidth;
      if (width > this.#width) this.rows.style.minWidth = `max(100%, ${width}px)`;
      this.#width = Math.max(width, this.#width);
      return false;
    }
    let news = false;
    for (const [number, { row }] of this.#drawn) {
      if (this.#heights.measured(number, row.getBoundingClientRect().height)) news = true;
    }
    return news;
  }

  /** The rows that hold the reader's selection, if they are near. @param {number} from @param {number} to */
  #selected(from, to) {
    const selection = document.getSelection();
    const none = { from, to };
    if (!selection || selection.isCollapsed) return none;
    const ends = [selection.anchorNode, selection.focusNode].map((node) => this.#rowOf(node));
    const lines = ends.filter((line) => line >= 0);
    if (lines.length === 0) return none;
    this.scroller.hold();
    const low = Math.min(from, ...lines);
    const high = Math.max(to, ...lines.map((line) => line + 1));
    return high - low > SELECTED ? none : { from: low, to: high };
  }

  /** @param {Node | null} node */
  #rowOf(node) {
    const row = node && this.rows.contains(node) && (node instanceof Element ? node : node.parentElement)?.closest('.row');
    return row instanceof HTMLElement ? Number(row.dataset.line) : -1;
  }
}

/** @param {string} tag @param {string} names */
function element(tag, names) {
  const made = document.createElement(tag);
  made.className = names;
  return made;
}

/** The one place where HTML from the server becomes part of the page: a line, escaped there. @param {Element} target @param {string} html */
function setLine(target, html) {
  target.innerHTML = html;
}
