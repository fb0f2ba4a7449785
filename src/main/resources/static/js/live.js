// @ts-check
/**
 * The run's page, live: messages of the app's topic go through the rule of `log-model.js`; what it
 * asks for is done here. After every subscription the runs and a snapshot are fetched, so it does not
 * matter what was missed before.
 * @typedef {import('./paint.js').Run} Run
 */

import { clearNotice, explain, notice, signedInAgain, signInAgain, takeOverForms } from './actions.js';
import { getJson, now, Refused, renewCsrf, rewire, SignedOut, url } from './api.js';
import { Connection } from './connection.js';
import * as model from './log-model.js';
import { paintTimes } from './paint.js';
import { RunHeader } from './run-header.js';
import { RunHistory } from './run-history.js';
import { RunLog } from './run-log.js';
import { readView } from './server-rows.js';
import { Snapshots } from './snapshots.js';

const page = /** @type {HTMLElement} */ (document.getElementById('run-page'));
const app = page.dataset.app ?? '';
const pinned = page.dataset.pinned === 'true';
const header = new RunHeader(page, pinned);
const history = new RunHistory(app, /** @type {HTMLElement} */ (document.getElementById('history')));
/** @type {Map<number, Run>} */
const runs = new Map();
const snapshots = new Snapshots(app);

let state = model.start(Number(page.dataset.run), pinned, readView(page));
const log = new RunLog(page, app);
log.open(state.run);
log.show(state.view);
log.link();

const connection = new Connection(`/topic/deploy.${app}`, {
  message: (message) => (message.type === 'run' ? putRun(message.run) : follow(model.receive(state, message))),
  subscribed: () => synchronize(),
  changed: () => paint(),
  failed: () => whyNot(),
});

takeOverForms((run, form) => {
  putRun(run);
  const cancels = form.classList.contains('cancel');
  if (!cancels && form.dataset.press?.endsWith('/stop') && run.action !== 'stop') {
    notice(`Run #${run.number} is being cancelled; Stop starts as soon as it has ended.`);
  } else if (!cancels && pinned) location.assign(url(`apps/${app}/runs/${run.number}`));
});
setInterval(tick, 1000);
paintTimes(document, now());

/** Does what the rule asks for. @param {model.Outcome} outcome */
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
  follow(model.resync(state));
  try {
    /** @type {Run[]} */
    const newest = await getJson(`api/apps/${app}/runs?limit=20`);
    signedInAgain();
    // The newest first: by the rule the page turns to it at once.
    for (const run of newest) putRun(run);
    if (state.run > 0 && !newest.some((run) => run.number === state.run)) {
      putRun(await getJson(`api/apps/${app}/runs/${state.run}`));
    }
  } catch (problem) {
    trouble(problem);
  }
}

/** @param {number} run */
async function fetchSnapshot(run) {
  try {
    const snapshot = await snapshots.fetch(run);
    // Only now: what has come meanwhile waits in the state.
    follow(model.answered(state, run, snapshot));
  } catch (problem) {
    follow(model.answered(state, run, null));
    // The log is kept no longer, which the run says
    if (problem instanceof Refused && problem.status === 410) return;
    trouble(problem);
    if (connection.state === 'live' && !(problem instanceof SignedOut)) {
      setTimeout(() => follow(model.resync(state)), 2000 + Math.random() * 2000);
    }
  }
}

/** A connection failed: has the session ended, or only the token changed? */
async function whyNot() {
  try {
    await getJson(`api/apps/${app}`);
    await renewCsrf();
  } catch (problem) {
    trouble(problem);
  }
}

/** @param {unknown} problem */
function trouble(problem) {
  if (problem instanceof SignedOut) {
    connection.pause();
    signInAgain();
  } else if (problem instanceof Refused && problem.status !== 503) explain(problem, `api/apps/${app}`);
}

function paint() {
  const run = runs.get(state.run) ?? null;
  header.connection(connection.state, run);
  history.current(state.run);
  const newest = runs.get(Math.max(...runs.keys())) ?? run;
  if (run && newest) header.paint(run, newest);
  if (run) log.times.since(Date.parse(run.startedAt));
}

function tick() {
  if (document.visibilityState !== 'visible') return;
  history.tick();
  paint();
}
