// @ts-check
/**
 * The run's page, live: messages of the app's feed go through the rule of `log-model.js`; what it
 * asks for is done here. After every subscription the runs and a snapshot are fetched, so it does not
 * matter what was missed before.
 * @typedef {import('./run.js').Run} Run
 */

import { explain, takeOverForms } from './actions.js';
import { getJson, now, Refused, renewCsrf, rewire, SignedOut, url } from './api.js';
import { say } from './dom.js';
import { Feed } from './feed.js';
import * as model from './log-model.js';
import { clearNotice, notice, signedInAgain, signInAgain } from './notices.js';
import { NotifyMe } from './notify-me.js';
import { paintTimes } from './paint.js';
import { RunHeader } from './run-header.js';
import { RunHistory } from './run-history.js';
import { RunLog } from './run-log.js';
import { readView } from './server-rows.js';
import { Snapshots } from './snapshots.js';
import { text } from './texts.js';

/** Milliseconds before a page that lost access tries again. */
const AGAIN = 5000;

const page = /** @type {HTMLElement} */ (document.getElementById('run-page'));
const app = page.dataset.app ?? '';
const pinned = page.dataset.pinned === 'true';
const header = new RunHeader(page, pinned);
const history = new RunHistory(app, /** @type {HTMLElement} */ (document.getElementById('history')));
const notifyMe = new NotifyMe(page);
/** @type {Map<number, Run>} */
const runs = new Map();
const snapshots = new Snapshots(app);
let retry = 0;
/** The newest run when their list was fetched; -1 before. */
let listed = -1;

let state = model.start(Number(page.dataset.run), pinned, readView(page));
const log = new RunLog(page, app);
log.open(state.run);
log.show(state.view);
log.link();

const standing = () => ({ run: state.run, from: state.view.offset, frozen: state.view.frozen });
const feed = new Feed(app, standing, {
  message: (message) => (message.type === 'run' ? putRun(message.run) : follow(model.receive(state, message))),
  subscribed: () => synchronize(),
  changed: () => paint(),
  answered: () => answered(),
  failed: (problem) => trouble(problem),
});

takeOverForms((run, path) => {
  putRun(run);
  const cancels = path.endsWith('/cancel');
  if (path.endsWith('/stop') && run.action !== 'stop') {
    notice(text('live.press.stopping', run.number));
  } else if (!cancels && pinned) location.assign(url(`apps/${app}/runs/${run.number}`));
});
setInterval(tick, 1000);
paintTimes(document, now());

/** Carries out the effects of the rule. @param {model.Outcome} outcome */
function follow(outcome) {
  state = outcome.state;
  for (const effect of outcome.effects) {
    if (effect.type === 'turned') turn(effect.run);
    else if (effect.type === 'applied') log.show(state.view);
    else if (effect.type === 'snapshot') fetchSnapshot(effect.run);
    else setTimeout(() => follow(model.overdue(state, effect.run, effect.to)), 1000);
  }
}

/** @param {number} run */
function turn(run) {
  page.classList.remove('never-ran');
  window.history.replaceState(null, '', url(`apps/${app}`));
  clearNotice();
  log.open(run);
  if (!runs.has(run)) getJson(`api/apps/${app}/runs/${run}`).then(putRun, () => {});
  paint();
}

/** @param {Run} run */
function putRun(run) {
  const known = model.newer(runs.get(run.number) ?? null, run);
  runs.set(run.number, known);
  history.put(known);
  follow(model.receive(state, { type: 'run', run: known }));
  paint();
}

async function synchronize() {
  rewire();
  letIn();
  follow(model.resync(state));
  await fetchRuns();
}

/** The answers tell of the newest run alone. */
function answered() {
  letIn();
  if (newestNumber() !== listed) fetchRuns();
}

function newestNumber() {
  return Math.max(0, ...runs.keys());
}

async function fetchRuns() {
  listed = newestNumber();
  try {
    /** @type {Run[]} */
    const newest = await getJson(`api/apps/${app}/runs?limit=20`);
    // The newest run first, so that the page shows it at once.
    for (const run of newest) putRun(run);
    listed = newestNumber();
    if (state.run > 0 && !newest.some((run) => run.number === state.run)) {
      putRun(await getJson(`api/apps/${app}/runs/${state.run}`));
    }
  } catch (problem) {
    listed = -1;
    trouble(problem);
  }
}

/** @param {number} run */
async function fetchSnapshot(run) {
  try {
    const snapshot = await snapshots.fetch(run);
    // Only now, since messages that came meanwhile wait in the state.
    follow(model.answered(state, run, snapshot));
  } catch (problem) {
    follow(model.answered(state, run, null));
    // The log was removed; the run says so
    if (problem instanceof Refused && problem.status === 410) return;
    trouble(problem);
    if (feed.flows && !(problem instanceof SignedOut)) {
      setTimeout(() => follow(model.resync(state)), 2000 + Math.random() * 2000);
    }
  }
}

/** Has the session ended, or only the token changed? */
async function isLetIn() {
  try {
    await getJson(`api/apps/${app}`);
    await renewCsrf();
    return true;
  } catch (problem) {
    trouble(problem);
    return false;
  }
}

/** @param {unknown} problem */
function trouble(problem) {
  if (problem instanceof SignedOut) signInAgain();
  else if (problem instanceof Refused && (problem.status === 403 || problem.status === 404)) {
    say('shut-out', text('live.shut-out'));
  } else {
    if (problem instanceof Refused && problem.status !== 503) explain(problem, `api/apps/${app}`);
    return;
  }
  feed.pause();
  tryLater();
}

function tryLater() {
  clearTimeout(retry);
  retry = setTimeout(tryAgain, AGAIN);
}

/** The reader may have signed in in another tab, or been given access again. */
async function tryAgain() {
  if (document.visibilityState === 'visible' && (await isLetIn())) feed.wake();
  else tryLater();
}

function letIn() {
  clearTimeout(retry);
  signedInAgain();
  say('shut-out', null);
}

function paint() {
  const run = runs.get(state.run) ?? null;
  header.connection(feed.state, run);
  history.current(state.run);
  const newest = runs.get(Math.max(...runs.keys())) ?? run;
  if (run && feed.state === 'offline' && run.status === 'running') header.stale();
  else if (run && newest) header.paint(run, newest);
  if (run) log.times.since(Date.parse(run.startedAt));
  if (run) log.signs.update(run);
  if (run) log.groups.update(run);
  if (run) notifyMe.update(run);
}

function tick() {
  // Without messages the duration of a run stands still.
  if (document.visibilityState !== 'visible' || feed.state === 'offline') return;
  history.tick();
  log.groups.tick();
  paint();
}
