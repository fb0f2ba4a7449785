// @ts-check
/**
 * The apps' page, kept current by asking once a second while it is visible. State is painted in
 * place; when apps, buttons or problems change, the rows are taken from the page as the server
 * renders it then.
 */

import { signedInAgain, signInAgain, takeOverForms } from './actions.js';
import { getJson, getPage, now, SignedOut, url } from './api.js';
import { duration } from './format.js';
import { paintRun, paintTimes } from './paint.js';

const EACH = 1000;
/** @typedef {{app: string, run: import('./paint.js').Run | null}} App */

const list = /** @type {HTMLElement} */ (document.getElementById('apps'));
const stale = document.getElementById('stale');
/** What the rows were rendered from, as far as it is not painted in place. */
let shape = '';
let since = now();

takeOverForms((run) => location.assign(url(`apps/${run.app}/runs/${run.number}`)));
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
    if (stale) stale.hidden = true;
    signedInAgain();
  } catch (problem) {
    if (problem instanceof SignedOut) signInAgain();
    else if (stale) {
      stale.hidden = false;
      const text = stale.querySelector('.text');
      if (text) text.textContent = `The server cannot be reached. This was the state ${duration(now() - since)} ago.`;
    }
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
    for (const button of row.querySelectorAll('button[data-action]')) {
      if (button instanceof HTMLButtonElement) button.disabled = !run.enabled.includes(button.dataset.action ?? '');
    }
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

/** Takes over the rows that the server renders now; equal ones stay, with their focus. */
async function graft() {
  const page = await getPage(location.href);
  const rows = page.querySelectorAll('#apps > *');
  list.replaceChildren(...Array.from(rows, (row) => document.importNode(row, true)));
  for (const id of ['no-apps', 'unusable']) {
    const [mine, theirs] = [document.getElementById(id), page.getElementById(id)];
    if (mine && theirs) mine.replaceWith(document.importNode(theirs, true));
  }
  paintTimes(list, now());
}
