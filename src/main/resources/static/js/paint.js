// @ts-check
/**
 * Puts a run's state into elements that the server has rendered: each `data-slot` names what it
 * shows. The run's page, its history and the apps' page share it.
 *
 * @typedef {{app: string, number: number, action: string, status: string, exitCode: number | null,
 *   startedBy: string, startedAt: string, finishedAt: string | null, size: number,
 *   cancelledBy?: string | null, reason?: string | null, logProblem?: string | null,
 *   logRemovedAt?: string | null, warning?: string | null, enabled: string[]}} Run
 */

import { url } from './api.js';
import { ago, duration, local, took } from './format.js';

/** @type {Record<string, string>} */
const STATUS = { running: 'Running', succeeded: 'Succeeded', failed: 'Failed', cancelled: 'Cancelled',
  'timed-out': 'Timed out', lost: 'Lost', none: 'Never ran' };

/** @type {Record<string, (element: HTMLElement, run: Run, now: number) => void>} */
const SLOTS = {
  badge: (element, run) => paintStatus(element, run.status),
  action: (element, run) => setText(element, run.action[0].toUpperCase() + run.action.slice(1)),
  number: (element, run) => setText(element, `#${run.number}`),
  who: (element, run) => setText(element, run.startedBy),
  when: (element, run, now) => {
    element.setAttribute('datetime', run.startedAt);
    element.title = local(run.startedAt);
    setText(element, ago(now - Date.parse(run.startedAt)));
  },
  took: (element, run, now) =>
    setText(element, run.finishedAt ? took(run.startedAt, run.finishedAt) : duration(now - Date.parse(run.startedAt))),
  exit: (element, run) => {
    element.hidden = run.exitCode === null;
    setText(element, `exit code ${run.exitCode}`);
  },
  run: (element, run) => element.setAttribute('href', url(`apps/${run.app}/runs/${run.number}`)),
};

/** @param {ParentNode} root @param {Run} run @param {number} now the server's time */
export function paintRun(root, run, now) {
  for (const element of root.querySelectorAll('[data-slot]')) {
    if (element instanceof HTMLElement) SLOTS[element.dataset.slot ?? '']?.(element, run, now);
  }
}

/** @param {HTMLElement} badge @param {string} status */
export function paintStatus(badge, status) {
  if (badge.dataset.status === status) return;
  badge.dataset.status = status;
  const use = badge.querySelector('use');
  use?.setAttribute('href', (use.getAttribute('href') ?? '').replace(/#.*/, `#${status}`));
  const text = badge.querySelector('.text');
  if (text) text.textContent = statusText(status);
}

/** @param {string} status */
export function statusText(status) {
  return STATUS[status] ?? status;
}

/** Leaves the element alone if there is nothing to change. @param {Element} element @param {string} text */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Times that the server rendered, in the reader's own zone and words. @param {ParentNode} root @param {number} now */
export function paintTimes(root, now) {
  for (const time of root.querySelectorAll('time[datetime]')) {
    if (!(time instanceof HTMLTimeElement)) continue;
    time.title = local(time.dateTime);
    setText(time, ago(now - Date.parse(time.dateTime)));
  }
}
