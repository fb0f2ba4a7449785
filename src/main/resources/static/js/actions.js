// @ts-check
/** Buttons that send their form without leaving the page; errors are shown in the page. */

import { now, post, Refused, SignedOut, url } from './api.js';
import { isDisabled } from './dom.js';
import { whatCameOf } from './lost-answer.js';
import { clearNotice, notice, signInAgain } from './notices.js';
import { text } from './texts.js';

/** @typedef {(run: import('./run.js').Run, path: string) => void} Pressed `path` is what was pressed */

/**
 * Takes over every button, or form, with `data-press`, the address of its action in the API.
 * @param {Pressed} pressed
 */
export function takeOverForms(pressed) {
  document.getElementById('notice')?.querySelector('button')?.addEventListener('click', clearNotice);
  document.addEventListener('submit', async (event) => {
    const [form, button] = [event.target, event.submitter];
    const path = button?.dataset.press ?? (form instanceof HTMLElement && form.dataset.press);
    if (!path) return;
    event.preventDefault();
    if (button?.ariaBusy === 'true' || isDisabled(button)) return;
    if (button) button.ariaBusy = 'true';
    button?.closest('dialog')?.close();
    await press(path, pressed);
    if (button) button.ariaBusy = null;
  });
}

/** @param {string} path @param {Pressed} pressed */
async function press(path, pressed) {
  const since = now();
  try {
    const run = await post(path);
    clearNotice();
    pressed(run, path);
  } catch (problem) {
    if (problem instanceof Refused || problem instanceof SignedOut) explain(problem, path);
    else await findOut(path, since, pressed);
  }
}

/**
 * No answer came: the server may or may not have received the press.
 * @param {string} path @param {number} since when it was pressed @param {Pressed} pressed
 */
async function findOut(path, since, pressed) {
  const what = text(`live.press.${path.split('/').at(-1)}`);
  notice(text('live.press.unanswered', what));
  try {
    const run = await whatCameOf(path, since);
    if (run) {
      clearNotice();
      pressed(run, path);
    } else notice(text('live.press.lost', what));
  } catch (problem) {
    explain(problem, path);
  }
}

/** @param {unknown} problem @param {string} path what was requested */
export function explain(problem, path) {
  if (problem instanceof SignedOut) signInAgain();
  else if (problem instanceof Refused) {
    const app = /^api\/(apps\/[^/]+)/.exec(path)?.[1];
    const { link, linkText } = problem.problem;
    const watch = problem.status === 409 && app ? { href: url(app), text: text('live.press.watch') } : undefined;
    notice(problem.message, link ? { href: link, text: linkText ?? text('live.press.more') } : watch);
  } else notice(text('live.press.unreachable'));
}
