// @ts-check
/** The log as the server has rendered it into the page; the live view starts with it. */

import { EMPTY } from './log-model.js';

/** @param {HTMLElement} page @returns {import('./log-model.js').View} */
export function readView(page) {
  const log = /** @type {HTMLElement} */ (page.querySelector('.log'));
  const { offset, firstLine, frozen, lineCount } = log.dataset;
  const texts = Array.from(log.querySelectorAll('.t'));
  // An older browser starts with a snapshot from the server instead.
  if (offset === undefined || !('getHTML' in Element.prototype)) return EMPTY;
  return {
    offset: Number(offset),
    firstLine: Number(firstLine),
    lines: texts.map((text) => text.getHTML()),
    frozen: Number(frozen),
    lineCount: Number(lineCount),
  };
}
