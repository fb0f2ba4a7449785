// @ts-check
/**
 * All around the log that tells a run's state: heading, buttons, bars, outcome, tab.
 * @typedef {import('./paint.js').Run} Run
 */

import { now, url } from './api.js';
import { paintRun, setText, statusText } from './paint.js';
import { took } from './format.js';
import { showInTab } from './tab.js';

/** @type {Record<string, string>} */
const CONNECTION = { connecting: 'Connecting…', live: 'Live', reconnecting: 'Reconnecting…', offline: 'Offline',
  ended: 'Ended' };

export class RunHeader {
  /** @param {HTMLElement} page @param {boolean} pinned */
  constructor(page, pinned) {
    this.page = page;
    this.pinned = pinned;
    this.name = page.dataset.name ?? '';
    this.app = page.dataset.app ?? '';
  }

  /** @param {Run} run the one that is shown @param {Run} newest of the app */
  paint(run, newest) {
    const { page } = this;
    page.dataset.status = run.status;
    page.classList.toggle('log-removed', !!run.logRemovedAt);
    for (const part of page.querySelectorAll('.of-run')) paintRun(part, run, now());
    showInTab(this.name, run);
    const active = newest.status === 'running';
    for (const action of ['deploy', 'stop', 'destroy']) this.#disable(action, !newest.enabled.includes(action));
    this.#cancel(run);
    this.#deleteLog(run);
    this.#outcome(run);
    this.#say('log-problem', run.logProblem ?? null);
    this.#say('warning', run.warning ?? null);
    const raw = page.querySelector('a.raw');
    raw?.setAttribute('href', url(`api/apps/${run.app}/runs/${run.number}/log`));
    raw?.setAttribute('download', `${run.app}-${run.number}.log`);
    const other = this.pinned && active && newest.number > run.number;
    this.#say('newer', other ? `Run #${newest.number} is in progress.` : null);
  }

  /** @param {import('./connection.js').ConnectionState} state @param {Run | null} run */
  connection(state, run) {
    const badge = this.page.querySelector('.connection');
    if (!(badge instanceof HTMLElement)) return;
    const shown = state === 'live' && run && run.status !== 'running' ? 'ended' : state;
    badge.dataset.state = shown;
    const text = badge.querySelector('.text');
    if (text) setText(text, CONNECTION[shown]);
    badge.title = shown === 'ended' && !this.pinned ? 'This page turns to the next run by itself' : '';
  }

  /** @param {Run} run */
  #cancel(run) {
    const form = this.page.querySelector('form.cancel');
    if (!(form instanceof HTMLFormElement)) return;
    form.hidden = run.status !== 'running';
    form.dataset.press = `api/apps/${run.app}/runs/${run.number}/cancel`;
    form.action = url(`apps/${run.app}/runs/${run.number}/cancel`);
    const button = form.querySelector('button');
    if (!button) return;
    button.disabled = !!run.cancelledBy;
    setText(button, run.cancelledBy ? 'Cancelling…' : 'Cancel');
  }

  /** @param {Run} run */
  #deleteLog(run) {
    const button = this.page.querySelector('button.delete-log');
    const form = this.page.querySelector('#delete-log form');
    if (!(button instanceof HTMLButtonElement) || !(form instanceof HTMLFormElement)) return;
    button.hidden = run.status === 'running';
    form.action = url(`apps/${run.app}/runs/${run.number}/delete-log`);
  }

  /** @param {Run} run */
  #outcome(run) {
    const outcome = this.page.querySelector('.outcome');
    if (!(outcome instanceof HTMLElement)) return;
    outcome.hidden = run.finishedAt === null;
    const text = outcome.querySelector('.sentence');
    if (run.finishedAt === null || !text) return;
    const by = run.cancelledBy ? ` by ${run.cancelledBy}` : '';
    const code = run.exitCode ? `, exit code ${run.exitCode}` : '';
    setText(text, `${statusText(run.status)}${by} after ${took(run.startedAt, run.finishedAt)}${code}`);
    const why = outcome.querySelector('.why');
    if (why) setText(why, run.reason ?? '');
  }

  /** @param {string} action @param {boolean} disabled */
  #disable(action, disabled) {
    for (const button of this.page.querySelectorAll(`button[data-action="${action}"]`)) {
      if (button instanceof HTMLButtonElement) button.disabled = disabled;
    }
  }

  /** @param {string} id @param {string | null} sentence */
  #say(id, sentence) {
    const bar = document.getElementById(id);
    if (!bar) return;
    bar.hidden = sentence === null;
    const text = bar.querySelector('.text');
    if (text && sentence !== null) setText(text, sentence);
  }
}
