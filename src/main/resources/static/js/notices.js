// @ts-check
/** Bars with errors, which disappear when the error is over. */

import { hide, say } from './dom.js';
import { text } from './texts.js';

/** @param {string} sentence @param {{href: string, text: string}} [link] */
export function notice(sentence, link) {
  show('notice', sentence, link);
}

export function clearNotice() {
  clear('notice');
}

/** The user signs in in another tab with the same page; then this page goes on. */
export function signInAgain() {
  const link = { href: location.href, text: text('live.signed-out.again') };
  show('signed-out', text('live.signed-out'), link);
}

export function signedInAgain() {
  clear('signed-out');
}

/** @param {string} id @param {string} sentence @param {{href: string, text: string}} [link] */
function show(id, sentence, link) {
  const anchor = document.querySelector(`#${id} a`);
  if (anchor instanceof HTMLElement) anchor.hidden = !link;
  say(id, sentence, link);
}

/** @param {string} id */
function clear(id) {
  const bar = document.getElementById(id);
  if (bar) hide(bar, true);
}
