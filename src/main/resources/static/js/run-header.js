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
import { putRecorded, sayRecorded } from './recorded.js';
import { showInTab } from './tab.js';
import { text } from './texts.js';

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
    sayRecorded('log-problem', run.logProblem ?? null);
    sayRecorded('warning', run.warning ?? null);
    paintFirstError(page, run);
    this.#downloads(run);
    const latest = page.querySelector('.follow.latest');
    if (latest instanceof HTMLElement) hide(latest, run.number === newest.number);
    const other = this.pinned && newest.status === 'running' && newest.number > run.number;
    say('newer', other ? text('live.newer', newest.number) : null);
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
    if (badge instanceof HTMLElement) paintBadge(badge, 'lost', text('live.was-running'));
  }

  /** @param {import('./feed.js').FeedState} state @param {Run | null} run */
  connection(state, run) {
    const badge = this.page.querySelector('.connection');
    if (!(badge instanceof HTMLElement)) return;
    const flows = state === 'live' || state === 'asking';
    const shown = flows && run && run.status !== 'running' ? 'ended' : state;
    badge.dataset.state = shown;
    const words = badge.querySelector('.text');
    if (words) setText(words, text(`live.connection.${shown}`));
    const title = shown === 'asking' || (shown === 'ended' && !this.pinned);
    badge.title = title ? text(`live.connection.${shown}.title`) : '';
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
    setText(button, text(run.cancelledBy ? 'live.cancelling' : 'live.cancel'));
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
    const sentence = line.querySelector('.sentence');
    if (run.finishedAt === null || !sentence) return;
    setText(sentence, outcome(run, run.finishedAt));
    putRecorded(line.querySelector('.why'), run.reason ?? '');
  }

  /** Announces start and end to screen readers. @param {Run} run */
  #tell(run) {
    const name = text(`live.run.${run.action}`);
    const sentence = run.finishedAt ? text('live.announce', name, run.number, outcome(run, run.finishedAt))
      : text('live.announce.running', name, run.number, run.startedBy);
    if (this.#said !== null && this.#said !== sentence) announce(sentence);
    this.#said = sentence;
  }
}

/** @param {Run} run @param {string} finishedAt */
function outcome(run, finishedAt) {
  const key = `live.outcome${run.cancelledBy ? '.by' : ''}${run.exitCode ? '.exit' : ''}`;
  const facts = [text(`live.status.${run.status}`), run.cancelledBy, took(run.startedAt, finishedAt), run.exitCode];
  return text(key, ...facts.filter(Boolean));
}
