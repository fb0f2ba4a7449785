// @ts-check
/**
 * Shows a log: only the rows near the panel's visible part are in the document, whatever the log's
 * length. Drawn once a frame at most.
 */

import { Folds } from './log-folds.js';
import { LogRows } from './log-rows.js';
import { LogScroller } from './log-scroller.js';
import { RowHeights } from './row-heights.js';

/** Pixels above and below the visible part that are drawn too. */
const BEYOND = 600;
/** A selection keeps its rows in the document, up to that many. */
const SELECTED = 2000;
/** Lines that are printed at most. */
export const PRINTED = 5000;
/** Pixels between a part that is brought into sight and the panel's edges. */
const ROOM = 32;
/** What run.css leaves above the first row and below the last, together. */
const PADDING = 8;

export class LogView {
  /** By row, of which there are fewer than lines while some are folded away. */
  #heights = new RowHeights();
  #folds = new Folds();
  #count = 0;
  /** The row at the panel's upper edge and how far it is cut: what stays put when heights change. */
  #anchor = { row: 0, into: 0 };
  #frame = 0;
  #wrap = false;
  /** How many lines there were when the reader left the end, or came. @type {number | null} */
  #seen = null;

  /**
   * @param {HTMLElement} panel
   * @param {{lineAt: (number: number) => string | undefined, signAt: (number: number) => string,
   *   groupAt: (number: number) => import('./log-rows.js').Header | undefined, isEnd: (number: number) => boolean,
   *   timeAt: (number: number) => import('./log-rows.js').LineTime,
   *   drawn: (spans: import('./log-folds.js').Range[]) => void, reveal: (line: number) => void,
   *   revealAll: () => void,
   *   changed: (state: {atEnd: boolean, behind: number}) => void, refused: (most: number) => void}} log
   *   `drawn`: the lines that have rows in the document now · `reveal`: unfold what hides a line ·
   *   `refused`: more lines were selected than a selection holds
   */
  constructor(panel, log) {
    this.panel = panel;
    this.log = log;
    const [sizer, root] = ['sizer', 'rows'].map(box);
    this.probe = box('row probe');
    this.probe.textContent = 'X';
    panel.replaceChildren(sizer, this.probe, root);
    this.rows = new LogRows(root, log);
    this.scroller = new LogScroller(panel, sizer, () => this.#moved());
    const resizes = new ResizeObserver(() => this.#resized());
    resizes.observe(panel);
    resizes.observe(this.probe);
    this.#resized();
  }

  /** Shows that many lines; any of them may be new. @param {number} count */
  show(count) {
    this.#count = count;
    this.#heights.count = this.#folds.rows(count);
    if (count > 0) this.#seen ??= count;
    this.panel.style.setProperty('--digits', String(Math.max(3, String(count).length)));
    this.draw();
  }

  /** Begins another log, at its end. @param {string} link where its lines are addressed */
  reset(link) {
    this.rows.clear();
    this.rows.link = link;
    this.#remeasure();
    this.#seen = null;
    this.scroller.following = true;
    this.show(0);
  }

  /** Folds lines away; what the reader looks at stays where it is. @param {Folds} folds */
  fold(folds) {
    const line = this.#folds.lineOf(this.#anchor.row);
    this.#folds = folds;
    this.#heights.count = folds.rows(this.#count);
    this.#anchor = { row: folds.rowOf(line), into: folds.hides(line) ? 0 : this.#anchor.into };
    this.#heights.reset(this.#heights.base);
    this.draw();
  }

  draw() {
    this.#frame ||= requestAnimationFrame(() => this.#render());
  }

  /** @param {boolean} wrap whether long lines are wrapped */
  wrap(wrap) {
    this.#wrap = wrap;
    this.panel.classList.toggle('wrap', wrap);
    this.#remeasure();
    this.draw();
  }

  /** @param {string} times which time of each line stands beside it, or `off` */
  times(times) {
    this.panel.dataset.times = times;
    this.#remeasure();
    this.draw();
  }

  /** Marks a range of lines. @param {{from: number, to: number} | null} range */
  mark(range) {
    this.rows.marked = range;
    this.draw();
  }

  /** Points out the line that the reader was sent to. @param {number | null} line */
  point(line) {
    this.rows.pointed = line;
    this.draw();
  }

  /** The element that holds a line's text, if it is drawn. @param {number} line */
  textOf(line) {
    return this.rows.textOf(line);
  }

  /** Whether a drawn line shows what it says: the header of a group does not. @param {number} line */
  isText(line) {
    return this.rows.isText(line);
  }

  /** Where the lines are addressed. */
  get link() {
    return this.rows.link;
  }

  /** How many lines there are. */
  get count() {
    return this.#count;
  }

  /** How far down a line stands, from 0 to 1. @param {number} line */
  place(line) {
    return this.#heights.top(this.#folds.rowOf(line)) / Math.max(1, this.#heights.total);
  }

  /** Pixels of all rows. */
  get height() {
    return this.#heights.total;
  }

  get following() {
    return this.scroller.following;
  }

  /** The line at the panel's upper edge. */
  get first() {
    return this.#folds.lineOf(this.#heights.at(this.scroller.top));
  }

  /** Whether a line is in sight. @param {number} line */
  shows(line) {
    const { top, height } = this.scroller;
    const row = this.#folds.rowOf(line);
    return !this.#folds.hides(line) && this.#heights.top(row) >= top && this.#heights.top(row + 1) <= top + height;
  }

  /** Brings a line into sight, and stays there. @param {number} line */
  toLine(line) {
    this.scroller.following = false;
    this.log.reveal(line);
    const row = this.#folds.rowOf(line);
    this.#anchor = { row: Math.min(row, Math.max(0, this.#heights.count - 1)), into: -this.scroller.height / 3 };
    this.draw();
  }

  /** Brings part of a line that is drawn into sight. @param {Range} range */
  reveal(range) {
    const [part] = range.getClientRects();
    if (!part) return;
    const panel = this.panel.getBoundingClientRect();
    const left = this.rows.left + ROOM;
    const right = panel.left + this.panel.clientWidth - ROOM;
    if (part.left < left) this.panel.scrollLeft -= left - part.left;
    else if (part.right > right) this.panel.scrollLeft += Math.min(part.right - right, part.left - left);
    const above = part.top - panel.top;
    const { height } = this.scroller;
    if (above < 0 || above + part.height > height) this.scroller.to(this.scroller.top + above - height / 3);
  }

  toStart() {
    this.scroller.to(0);
  }

  /** Keeps the reader's place, even before there are lines below it. */
  stay() {
    this.scroller.following = false;
  }

  /** Keeps the reader's place. */
  hold() {
    this.scroller.hold();
  }

  toEnd() {
    // A selection would hold the view where it is.
    document.getSelection()?.removeAllRanges();
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
    if (base > 0 && base !== this.#heights.base) this.#remeasure(base);
    else if (this.#wrap) this.#remeasure();
    this.draw();
  }

  #remeasure(base = this.#heights.base) {
    this.#heights.reset(base);
    this.rows.narrow();
  }

  #anchorHere() {
    const row = this.#heights.at(this.scroller.top);
    this.#anchor = { row, into: this.scroller.top - this.#heights.top(row) };
  }

  #render() {
    this.#frame = 0;
    this.#minded();
    const scroller = this.scroller;
    const heights = this.#heights;
    // Drawing measures heights, and these may bring other rows into sight.
    for (let pass = 0; pass < 3; pass++) {
      if (!scroller.following) scroller.top = heights.top(this.#anchor.row) + this.#anchor.into;
      scroller.fit(heights.total + PADDING);
      const { from, to } = this.#range();
      const spans = this.#folds.spans(from, to);
      this.rows.draw(spans);
      this.rows.root.style.transform = `translateY(${Math.round(scroller.origin + heights.top(from))}px)`;
      this.log.drawn(spans);
      if (!this.#measure()) break;
    }
    this.#anchorHere();
    if (scroller.following) this.#seen = this.#count;
    this.log.changed({ atEnd: scroller.top >= scroller.end - 1, behind: this.#count - (this.#seen ?? 0) });
  }

  /** The rows to have in the document: those around the visible part, and those of a selection near it. */
  #range() {
    const { top, height } = this.scroller;
    if (this.#heights.count === 0) return { from: 0, to: 0 };
    const from = this.#heights.at(top - BEYOND);
    const to = this.#heights.at(top + height + BEYOND) + 1;
    const selected = this.#selected();
    const low = Math.min(from, ...selected);
    const high = Math.min(this.#heights.count, Math.max(to, ...selected.map((line) => line + 1)));
    return high - low <= SELECTED ? { from: low, to: high } : { from, to };
  }

  /** The rows in which the reader's selection begins and ends. */
  #selected() {
    return this.rows.selected().map((line) => this.#folds.rowOf(line));
  }

  /** A selection holds the view where it is, and may have become longer than one can be. */
  #minded() {
    const selected = this.#selected();
    if (selected.length === 0) return;
    this.scroller.hold();
    const { from, to } = this.#range();
    if (selected.every((row) => row >= from && row < to)) return;
    // The copied text would silently lack the lines that leave the document.
    document.getSelection()?.removeAllRanges();
    this.log.refused(SELECTED);
  }

  /**
   * Has the lines in the document that are to be printed: those at hand around what is seen.
   * @returns {{from: number, to: number}}
   */
  print() {
    const { count } = this.#heights;
    let from = this.#heights.at(this.scroller.top);
    let to = from;
    while (to < count && to - from < PRINTED && this.#isAtHand(to)) to++;
    while (from > 0 && to - from < PRINTED && this.#isAtHand(from - 1)) from--;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.rows.draw(this.#folds.spans(from, to));
    const last = to === count ? this.#count : this.#folds.lineOf(to);
    return { from: this.#folds.lineOf(from), to: last };
  }

  /** @param {number} row */
  #isAtHand(row) {
    const line = this.#folds.lineOf(row);
    return this.log.lineAt(line) !== undefined || this.log.groupAt(line) !== undefined;
  }

  /** Selects every line, if a selection holds so many. */
  selectAll() {
    const count = this.#count;
    if (count > SELECTED) {
      this.log.refused(SELECTED);
      return;
    }
    this.log.revealAll();
    this.rows.draw([{ from: 0, to: count }]);
    const [first, last] = [this.rows.textOf(0), this.rows.textOf(count - 1)];
    if (first && last) document.getSelection()?.setBaseAndExtent(first, 0, last, last.childNodes.length);
    this.draw();
  }

  /** Whether a row turned out to be of another height than thought. */
  #measure() {
    if (!this.#wrap) {
      this.rows.widen();
      return false;
    }
    const news = this.rows.heights().map(([line, height]) => this.#heights.measured(this.#folds.rowOf(line), height));
    return news.includes(true);
  }
}

/** @param {string} names */
function box(names) {
  const made = document.createElement('div');
  made.className = names;
  return made;
}
