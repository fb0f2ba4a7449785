// @ts-check
/** Shows a run's state in the tab's title and icon. */

import { stateOf, stateText } from './run.js';

/** @type {Record<string, string>} */
const SIGNS = { running: '▶', succeeded: '✓', failed: '✗', cancelled: '■', 'timed-out': '✗', lost: '?', stopped: '■' };

/** @param {string} app the app's name @param {import('./run.js').Run} run */
export function showInTab(app, run) {
  const state = stateOf(run);
  const title = `${SIGNS[state] ?? ''} ${stateText(run)}: ${app} #${run.number} · Strapper`.trim();
  if (document.title !== title) document.title = title;
  const icon = document.querySelector('link[rel="icon"]');
  const href = icon?.getAttribute('href')?.replace(/favicon[a-z-]*\.svg/, `favicon-${state}.svg`);
  if (icon && href && href !== icon.getAttribute('href')) icon.setAttribute('href', href);
}
