// @ts-check
/** Shows a run's state in the tab's title and icon. */

import { paceOf } from './pace.js';
import { stateOf, stateText } from './run.js';
import { text } from './texts.js';

/** @type {Record<string, string>} */
const SIGNS = { running: '▶', succeeded: '✓', failed: '✗', cancelled: '■', 'timed-out': '✗', lost: '?', stopped: '■' };

/** @param {string} app the app's name @param {import('./run.js').Run} run @param {number} now the server's time */
export function showInTab(app, run, now) {
  const state = stateOf(run);
  const pace = paceOf(run, now);
  const part = pace ? `${text('live.percent', Math.floor(100 * pace.part))} ` : '';
  const title = `${SIGNS[state] ?? ''} ${part}${text('live.tab', stateText(run), app, run.number)}`.trim();
  if (document.title !== title) document.title = title;
  const icon = document.querySelector('link[rel="icon"]');
  const href = icon?.getAttribute('href')?.replace(/favicon[a-z-]*\.svg/, `favicon-${state}.svg`);
  if (icon && href && href !== icon.getAttribute('href')) icon.setAttribute('href', href);
}
