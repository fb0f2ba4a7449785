// @ts-check
/**
 * The run's state around the log: heading, buttons, bars, outcome, tab.
 * @typedef {import('./run.js').Run} Run
 */

import { now, url } from './api.js';
import { paintFirstError } from './first-error.js';
import { announce, disable, hide, say, setText } from './dom.js';
import { took } from './format.js';
import { paintActions, paintBadge, paintRun } from './paint.js';
import { actionText, statusText } from './run.js';
import { showInTab } from './tab.js';

/** @type {Record<string, string>} */
const CONNECTION = { connecting: 'Connecting…', live: 'Live', asking: 'Delayed', reconnecting: 'Reconnecting…', offline: 'Offline',
  ended: 'Finished' };
/** @type {Record<string, string>} */
const TITLE = { asking: 'This page asks every few seconds' };

export class RunHeader {
  /** What was announced of the run that is shown; null before the first change of the server's page. @type {string | null} */
  #said;

  /** @param {HTMLElement} page @param {boolean} pinned */
  constructor(page, pinned) {
    this.page = page;
    this.pinned = pinned;
    this.name = page.dataset.name ?? '';
    this.app = page.dataset.app ?? '';
    this.#said = page.dataset.run === '0' ? '' : null;
  }

  /** @param {Run} run the one that is shown @param {Run} newest of the app */
  paint(run, newest) {
    const { page } = this;
    page.dataset.status = run.status;
    page.classList.toggle('log-removed', !!run.logRemovedAt);
    for (const part of page.querySelectorAll('.of-run')) paintRun(part, run, now());
    showInTab(this.name, run, now());
    paintActions(page, newest);
    this.#cancel(run);
    this.#deleteLog(run);
    this.#outcome(run);
    this.#tell(run);
    say('log-problem', run.logProblem ?? null);
    say('warning', run.warning ?? null);
    paintFirstError(page, run);
    this.#downloads(run);
    const latest = page.querySelector('.follow');
    if (latest instanceof HTMLElement) hide(latest, run.number === newest.number);
    const other = this.pinned && newest.status === 'running' && newest.number > run.number;
    say('newer', other ? `Run #${newest.number} is in progress.` : null);
  }

  /** @param {Run} run */
  #downloads({ app, number }) {
    const log = url(`api/apps/${app}/runs/${number}/log`);
    this.page.querySelector('a.as-text')?.setAttribute('href', `${log}?plain`);
    const raw = this.page.querySelector('a.raw');
    raw?.setAttribute('href', log);
    raw?.setAttribute('download', `${app}-${number}.log`);
  }

  /** The run was running at the last message; its duration is not updated. */
  stale() {
    const badge = this.page.querySelector('.title .badge');
    if (badge instanceof HTMLElement) paintBadge(badge, 'lost', 'Was running');
  }

  /** @param {import('./feed.js').FeedState} state @param {Run | null} run */
  connection(state, run) {
    const badge = this.page.querySelector('.connection');
    if (!(badge instanceof HTMLElement)) return;
    const flows = state === 'live' || state === 'asking';
    const shown = flows && run && run.status !== 'running' ? 'ended' : state;
    badge.dataset.state = shown;
    const text = badge.querySelector('.text');
    if (text) setText(text, CONNECTION[shown]);
    badge.title = shown === 'ended' && !this.pinned ? 'This page shows the next run by itself' : TITLE[shown] ?? '';
  }

  /** @param {Run} run */
  #cancel(run) {
    const form = this.page.querySelector('form.cancel');
    if (!(form instanceof HTMLFormElement)) return;
    hide(form, run.status !== 'running');
    form.dataset.press = `api/apps/${run.app}/runs/${run.number}/cancel`;
    form.action = url(`apps/${run.app}/runs/${run.number}/cancel`);
    const button = form.querySelector('button');
    if (!button) return;
    disable(button, !!run.cancelledBy);
    setText(button, run.cancelledBy ? 'Cancelling…' : 'Cancel');
  }

  /** @param {Run} run */
  #deleteLog(run) {
    const button = this.page.querySelector('button.delete-log');
    const form = this.page.querySelector('#delete-log form');
    if (!(button instanceof HTMLButtonElement) || !(form instanceof HTMLFormElement)) return;
    hide(button, run.status === 'running');
    form.action = url(`apps/${run.app}/runs/${run.number}/delete-log`);
  }

  /** @param {Run} run */
  #outcome(run) {
    const line = this.page.querySelector('.outcome');
    if (!(line instanceof HTMLElement)) return;
    line.hidden = run.finishedAt === null;
    const text = line.querySelector('.sentence');
    if (run.finishedAt === null || !text) return;
    setText(text, outcome(run, run.finishedAt));
    const why = line.querySelector('.why');
    if (why) setText(why, run.reason ?? '');
  }

  /** Announces start and end to screen readers. @param {Run} run */
  #tell(run) {
    const name = `${actionText(run.action)} #${run.number}`;
    const end = run.finishedAt && `${name}: ${outcome(run, run.finishedAt)}`;
    const sentence = end || `${name} by ${run.startedBy} is running`;
    if (this.#said !== null && this.#said !== sentence) announce(sentence);
    this.#said = sentence;
  }
}

/** @param {Run} run @param {string} finishedAt */
function outcome(run, finishedAt) {
  const by = run.cancelledBy ? ` by ${run.cancelledBy}` : '';
  const code = run.exitCode ? `, exit code ${run.exitCode}` : '';
  return `${statusText(run.status)}${by} after ${took(run.startedAt, finishedAt)}${code}`;
}
