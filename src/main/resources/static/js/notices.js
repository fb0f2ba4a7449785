// @ts-check
/** Bars with errors, which disappear when the error is over. */

import { hide, say } from './dom.js';

/** @param {string} text @param {{href: string, text: string}} [link] */
export function notice(text, link) {
  show('notice', text, link);
}

export function clearNotice() {
  clear('notice');
}

/** The user signs in in another tab with the same page; then this page goes on. */
export function signInAgain() {
  const link = { href: location.href, text: 'Sign in again' };
  show('signed-out', 'You’ve been signed out. This page is no longer updating.', link);
}

export function signedInAgain() {
  clear('signed-out');
}

/** @param {string} id @param {string} text @param {{href: string, text: string}} [link] */
function show(id, text, link) {
  const anchor = document.querySelector(`#${id} a`);
  if (anchor instanceof HTMLElement) anchor.hidden = !link;
  say(id, text, link);
}

/** @param {string} id */
function clear(id) {
  const bar = document.getElementById(id);
  if (bar) hide(bar, true);
}
