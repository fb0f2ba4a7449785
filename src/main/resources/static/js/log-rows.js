// @ts-check
/**
 * The rows of a log in the document; each is drawn only when it changes. The first line of a group is a
 * header that folds it.
 * @typedef {{text: string, slow: boolean}} LineTime
 * @typedef {import('./log-folds.js').Group & {folded: boolean}} Header
 */

import { joinBoxes } from './boxes.js';
import { headerOf } from './group-header.js';
import { text as words } from './texts.js';

export class LogRows {
  /** The address of the lines' page: a run's page. */
  link = '';
  /** Lines that are marked. @type {{from: number, to: number} | null} */
  marked = null;
  /** The line that is highlighted. @type {number | null} */
  pointed = null;
  /** @type {Map<number, {row: HTMLElement, time: HTMLElement, text: HTMLElement,
   *   html: string | undefined, header: string}>} */
  #drawn = new Map();
  #width = 0;

  /**
   * @param {HTMLElement} root
   * @param {{lineAt: (number: number) => string | undefined, signAt: (number: number) => string,
   *   groupAt: (number: number) => Header | undefined, isEnd: (number: number) => boolean,
   *   timeAt: (number: number) => LineTime}} log
   */
  constructor(root, log) {
    this.root = root;
    this.log = log;
  }

  clear() {
    this.root.replaceChildren();
    this.#drawn.clear();
    this.marked = null;
    this.pointed = null;
  }

  /** Where the text starts beside numbers and times, in pixels of the window. */
  get left() {
    const [{ row, text } = { row: this.root, text: this.root }] = this.#drawn.values();
    const covered = Array.from(row.children, (part) => (part === text ? 0 : part.getBoundingClientRect().right));
    return Math.max(0, ...covered);
  }

  /** Makes the document contain exactly these lines. @param {import('./log-folds.js').Range[]} spans in order */
  draw(spans) {
    for (const [number, { row }] of this.#drawn) {
      if (spans.some(({ from, to }) => number >= from && number < to)) continue;
      // If the focused row was removed, the focus moves on.
      if (row.contains(document.activeElement)) this.root.parentElement?.focus({ preventScroll: true });
      row.remove();
      this.#drawn.delete(number);
    }
    let next = this.root.firstElementChild;
    for (const { from, to } of spans) {
      for (let number = from; number < to; number++) next = this.#draw(number, next);
    }
  }

  /** @param {number} number @param {Element | null} next the row that follows, if it is there @returns {Element | null} what follows then */
  #draw(number, next) {
    let drawn = this.#drawn.get(number);
    if (!drawn) {
      drawn = this.#create(number);
      this.root.insertBefore(drawn.row, next);
      this.#drawn.set(number, drawn);
    }
    const { row } = drawn;
    this.#fill(drawn, number);
    setTime(row, drawn.time, this.log.timeAt(number));
    row.classList.toggle('marked', !!this.marked && number >= this.marked.from && number <= this.marked.to);
    row.classList.toggle('pointed', number === this.pointed);
    const sign = this.log.signAt(number);
    row.classList.toggle('error', sign === 'error');
    row.classList.toggle('warning', sign === 'warning');
    return row.nextElementSibling;
  }

  /** @param {{row: HTMLElement, text: HTMLElement, html: string | undefined, header: string}} drawn @param {number} number */
  #fill(drawn, number) {
    const group = this.log.groupAt(number);
    const header = group ? headerOf(group) : null;
    if (header && header.key !== drawn.header) header.put(drawn.text);
    // A row that was a header, or is the end of a group, is drawn again.
    const html = this.log.isEnd(number) ? '' : this.log.lineAt(number);
    const anew = html !== drawn.html || drawn.header !== '';
    if (!header && html !== undefined && anew) setLine(drawn.text, html);
    drawn.html = header ? undefined : html ?? drawn.html;
    drawn.header = header?.key ?? '';
    drawn.row.classList.toggle('header', !!header);
    drawn.row.classList.toggle('unknown', !header && drawn.html === undefined);
  }

  /** Makes all rows as wide as the widest so far; otherwise the scrollbar would jump. */
  widen() {
    const width = this.root.offsetWidth;
    if (width > this.#width) this.root.style.minWidth = `max(100%, ${width}px)`;
    this.#width = Math.max(width, this.#width);
  }

  /** Forgets how wide the rows have been. */
  narrow() {
    this.#width = 0;
    this.root.style.minWidth = '';
  }

  /** @returns {[number, number][]} the drawn lines' numbers and heights */
  heights() {
    return Array.from(this.#drawn, ([number, { row }]) => [number, row.getBoundingClientRect().height]);
  }

  /** The element that holds a line's text, if it is drawn. @param {number} number */
  textOf(number) {
    return this.#drawn.get(number)?.text;
  }

  /** Whether a drawn line shows its own text: a header does not. @param {number} number */
  isText(number) {
    return this.#drawn.get(number)?.header === '';
  }

  /** The lines in which the reader's selection begins and ends, as far as they are drawn. */
  selected() {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed) return [];
    return [selection.anchorNode, selection.focusNode].flatMap((node) => {
      const inside = node !== null && this.root.contains(node);
      const row = inside && (node instanceof Element ? node : node.parentElement)?.closest('.row');
      return row instanceof HTMLElement ? [Number(row.dataset.line)] : [];
    });
  }

  /** @param {number} number */
  #create(number) {
    const row = document.createElement('div');
    row.className = 'row';
    row.dataset.line = String(number);
    const link = document.createElement('a');
    link.className = 'n';
    link.href = `${this.link}#L${number + 1}`;
    link.dataset.n = String(number + 1);
    link.ariaLabel = words('live.log.line', number + 1);
    link.tabIndex = -1;
    const time = document.createElement('span');
    time.className = 'at';
    const text = document.createElement('span');
    text.className = 't';
    row.append(link, time, text);
    return { row, time, text, html: /** @type {string | undefined} */ (undefined), header: '' };
  }
}

/** @param {HTMLElement} row @param {HTMLElement} target @param {LineTime} time */
function setTime(row, target, { text, slow }) {
  if (target.dataset.at !== text) target.dataset.at = text;
  row.classList.toggle('slow', slow);
}

/**
 * The one place where HTML from the server becomes part of the page: a log's line, escaped there.
 * @param {Element} target @param {string} html
 */
export function setLine(target, html) {
  target.innerHTML = html;
  joinBoxes(target, html);
  if (!html.includes(' style=')) return;
  for (const span of target.querySelectorAll('[style]')) {
    if (span instanceof HTMLElement) treatAsNamed(span);
  }
}

/**
 * Does for 24-bit colours what ansi.css does for colours with a class: makes them readable in both themes, and swaps them for inverse text.
 * @param {HTMLElement} span
 */
function treatAsNamed({ style, classList }) {
  for (const [name, short] of [['color', 'f'], ['background-color', 'b']]) {
    const value = style.getPropertyValue(name);
    if (value === '') continue;
    style.removeProperty(name);
    style.setProperty(`--${short}`, value);
    classList.add(`${short}g-rgb`);
  }
}
