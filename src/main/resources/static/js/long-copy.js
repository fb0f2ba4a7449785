// @ts-check
/**
 * A browser copies only what is in the document, which is a part of a long log. A reader who selects more
 * is told how to get all of it.
 */

import { notice } from './notices.js';
import { number, text } from './texts.js';

/** @param {HTMLElement} page @param {import('./log-view.js').LogView} view */
export function watchCopies(page, view) {
  document.addEventListener('copy', () => {
    const copied = part(view.rows.root, view.count - 1);
    if (copied) {
      const [from, to] = copied.map((line) => number(line + 1));
      offerText(page, text('live.log.copied', from, to, number(view.count)));
    } else if (hasCutLine(view.rows.root)) {
      offerText(page, text('live.log.long-line'));
    }
  });
}

/** @param {HTMLElement} page @param {string} why not all lines were copied */
export function offerText(page, why) {
  const download = page.querySelector('a.as-text');
  const link = download instanceof HTMLAnchorElement ? { href: download.href, text: text('live.as-text') } : undefined;
  notice(`${why} ${text('live.log.get-text')}`, link);
}

/** Whether the reader has selected the place where a line is cut. @param {HTMLElement} rows */
function hasCutLine(rows) {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed) return false;
  const range = selection.getRangeAt(0);
  return Array.from(rows.querySelectorAll('.cut')).some((cut) => range.intersectsNode(cut));
}

/**
 * The first and the last line in the document that the reader has selected, if the selection goes on where
 * the document has no more lines.
 * @param {HTMLElement} rows @param {number} last the log's last line
 */
function part(rows, last) {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const lines = Array.from(rows.children).filter((row) => range.intersectsNode(row));
  const [from = NaN, to = NaN] = [lines.at(0), lines.at(-1)].map((row) => Number(row?.getAttribute('data-line') ?? NaN));
  const above = !rows.contains(range.startContainer) && from > 0;
  const below = !rows.contains(range.endContainer) && to < last;
  return above || below ? [from, to] : null;
}
