// @ts-check
/** Buttons that press without leaving the page; what goes wrong is said in the page. */

import { post, Refused, SignedOut, url } from './api.js';

/**
 * Takes over every form with `data-press`, the address of its action in the API.
 * @param {(run: import('./paint.js').Run, form: HTMLFormElement) => void} pressed
 */
export function takeOverForms(pressed) {
  document.getElementById('notice')?.querySelector('button')?.addEventListener('click', clearNotice);
  document.addEventListener('submit', async (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.dataset.press) return;
    event.preventDefault();
    const button = event.submitter;
    if (button?.ariaBusy === 'true') return;
    if (button) button.ariaBusy = 'true';
    const asked = form.closest('[popover]');
    if (asked instanceof HTMLElement) asked.hidePopover();
    try {
      const run = await post(form.dataset.press);
      clearNotice();
      pressed(run, form);
    } catch (problem) {
      explain(problem, form.dataset.press);
    } finally {
      if (button) button.ariaBusy = null;
    }
  });
}

/** @param {unknown} problem @param {string} path what was asked for */
export function explain(problem, path) {
  if (problem instanceof SignedOut) signInAgain();
  else if (problem instanceof Refused) {
    const app = /^api\/(apps\/[^/]+)/.exec(path)?.[1];
    const { link, linkText } = problem.problem;
    const watch = problem.status === 409 && app ? { href: url(app), text: 'Watch the active run' } : undefined;
    notice(problem.message, link ? { href: link, text: linkText ?? 'More' } : watch);
  } else notice('The server cannot be reached. Nothing was started; try again when the connection is back.');
}

/** @param {string} text @param {{href: string, text: string}} [link] */
export function notice(text, link) {
  fill('notice', text, link);
}

export function clearNotice() {
  const bar = document.getElementById('notice');
  if (bar) bar.hidden = true;
}

/** The page stays as it is; signing in happens in another tab, and this one goes on when it is seen again. */
export function signInAgain() {
  const link = { href: url('login'), text: 'Sign in again' };
  fill('signed-out', 'You have been signed out. What is shown here stays.', link);
}

export function signedInAgain() {
  const bar = document.getElementById('signed-out');
  if (bar) bar.hidden = true;
}

/** @param {string} id @param {string} text @param {{href: string, text: string}} [link] */
function fill(id, text, link) {
  const bar = document.getElementById(id);
  if (!bar) return;
  const anchor = bar.querySelector('a');
  if (anchor) {
    anchor.hidden = !link;
    anchor.href = link?.href ?? '';
    anchor.textContent = link?.text ?? '';
  }
  const words = bar.querySelector('.text');
  if (words) words.textContent = text;
  bar.hidden = false;
}
