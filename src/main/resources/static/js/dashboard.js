// @ts-check
/**
 * The apps' page, kept current by asking once a second while it is visible. A run's state is updated in place. When apps, buttons or problems change, the rows are morphed into those of the page as the server renders it.
 */

import { takeOverForms } from './actions.js';
import { getJson, getPage, now, SignedOut, url } from './api.js';
import { focusContent, say } from './dom.js';
import { duration } from './format.js';
import { morph } from './morph.js';
import { signedInAgain, signInAgain } from './notices.js';
import { paintActions, paintRun, paintTimes } from './paint.js';

const EACH = 1000;
/** @typedef {{app: string, run: import('./run.js').Run | null}} App */

const list = /** @type {HTMLElement} */ (document.getElementById('apps'));
/** The data of the rows that is not updated in place. */
let shape = '';
let since = now();

takeOverForms((run) => location.assign(url(`apps/${run.app}`)));
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look());
paintTimes(document, now());
let looking = false;
let timer = setTimeout(look);

async function look() {
  if (looking || document.visibilityState !== 'visible') return;
  clearTimeout(timer);
  looking = true;
  let reached = false;
  try {
    await show(await getJson('api/apps'));
    since = now();
    reached = true;
    say('stale', null);
    signedInAgain();
  } catch (problem) {
    if (problem instanceof SignedOut) signInAgain();
    else say('stale', `The server cannot be reached. Showing the state from ${duration(now() - since)} ago.`);
  }
  looking = false;
  timer = setTimeout(look, reached ? EACH : 3 * EACH);
}

/** @param {App[]} apps */
async function show(apps) {
  const next = JSON.stringify(apps.map(({ run, ...app }) => ({ ...app, ran: run !== null })));
  if (next !== shape) {
    if (shape !== '' || !rendered(apps)) await graft();
    shape = next;
  }
  for (const { app, run } of apps) {
    const row = rowOf(app);
    if (!row || !run) continue;
    paintRun(row, run, now());
    paintActions(row, run);
  }
}

/** Whether the rows show these apps. @param {App[]} apps */
function rendered(apps) {
  const shown = apps.every(({ app, run }) => rowOf(app) && !rowOf(app)?.querySelector('.last') === !run);
  return shown && apps.length === list.children.length;
}

/** @param {string} app */
function rowOf(app) {
  return list.querySelector(`[data-app="${app}"]`);
}

/** Takes over the rows of the server's current page. */
async function graft() {
  const page = await getPage(location.href);
  const reader = document.activeElement;
  for (const id of ['apps', 'no-apps', 'unusable']) {
    const [mine, theirs] = [document.getElementById(id), page.getElementById(id)];
    if (mine && theirs) morph(mine, theirs);
  }
  if (reader && !reader.isConnected) focusContent();
  paintTimes(list, now());
}
