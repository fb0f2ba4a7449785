// @ts-check
/**
 * Updates elements that the server has rendered with a run's state: each `data-slot` names the value that the element shows. The run's page and its history use it.
 * @typedef {import('./run.js').Run} Run
 */

import { url } from './api.js';
import { disable, hide, setText } from './dom.js';
import { ago, duration, local, took } from './format.js';
import { paceOf } from './pace.js';
import { isDeploying, isReady, triggerText } from './run.js';
import { countText, text } from './texts.js';

/** @type {Record<string, (element: HTMLElement, run: Run, now: number) => void>} */
const SLOTS = {
  badge: (element, run) => paintBadge(element, run.status, text(`live.status.${run.status}`)),
  action: (element, run) => setText(element, text(`live.run.${run.action}`)),
  number: (element, run) => setText(element, `#${run.number}`),
  who: (element, run) => setText(element, run.startedBy),
  node: (element, run) => {
    element.hidden = !run.node;
    setText(element, run.node ? text('live.node', run.node) : '');
  },
  when: (element, run, now) => {
    element.setAttribute('datetime', run.startedAt);
    element.title = local(run.startedAt);
    setText(element, ago(now - Date.parse(run.startedAt)));
  },
  took: (element, run, now) =>
    setText(element, run.finishedAt ? took(run.startedAt, run.finishedAt) : duration(now - Date.parse(run.startedAt))),
  usual: (element, run, now) => paintPace(element, paceOf(run, now)),
  trigger: (element, run) => {
    element.hidden = !run.trigger;
    setText(element, run.trigger ? triggerText(run.trigger) : '');
  },
  waiting: (element, run) => {
    element.hidden = !run.waiting;
    setText(element, countText('live.waiting', run.waiting ?? 0));
  },
  exit: (element, run) => {
    element.hidden = run.exitCode === null;
    setText(element, text('live.exit', run.exitCode));
  },
  changes: (element, run) => {
    element.hidden = run.status === 'running' || run.number === 1 || !!run.logRemovedAt;
    element.setAttribute('href', url(`apps/${run.app}/runs/${run.number}/compare`));
  },
  run: (element, run) => element.setAttribute('href', url(`apps/${run.app}/runs/${run.number}`)),
};

/** @param {ParentNode} root @param {Run} run @param {number} now the server's time */
export function paintRun(root, run, now) {
  for (const element of root.querySelectorAll('[data-slot]')) {
    if (element instanceof HTMLElement) SLOTS[element.dataset.slot ?? '']?.(element, run, now);
  }
}

/** @param {HTMLElement} element @param {ReturnType<typeof paceOf>} pace */
export function paintPace(element, pace) {
  element.hidden = !pace;
  element.classList.toggle('late', !!pace?.late);
  element.style.setProperty('--part', String(pace?.part ?? 0));
  setText(element, pace?.words ?? '');
}

/** @param {HTMLElement} badge @param {string} status the name of its icon @param {string} words */
export function paintBadge(badge, status, words) {
  const shown = badge.querySelector('.text');
  if (shown) setText(shown, words);
  if (badge.dataset.status === status) return;
  badge.dataset.status = status;
  const use = badge.querySelector('use');
  use?.setAttribute('href', (use.getAttribute('href') ?? '').replace(/#.*/, `#${status}`));
}

/** Enables the buttons of an app that can be pressed. @param {ParentNode} root @param {Run | null} newest of the app */
export function paintActions(root, newest) {
  for (const button of root.querySelectorAll('button[data-action]')) {
    if (button instanceof HTMLButtonElement) disable(button, !isReady(button.dataset.action ?? '', newest));
  }
  const deploying = String(isDeploying(newest));
  for (const element of root.querySelectorAll('[data-deploying]')) {
    if (element instanceof HTMLElement) hide(element, element.dataset.deploying !== deploying);
  }
}

/** Formats the times that the server rendered, in the reader's time zone. @param {ParentNode} root @param {number} now */
export function paintTimes(root, now) {
  for (const time of root.querySelectorAll('time[datetime]')) {
    if (!(time instanceof HTMLTimeElement)) continue;
    time.title = local(time.dateTime);
    setText(time, ago(now - Date.parse(time.dateTime)));
  }
}
