// @ts-check
/** The tab's title and icon tell a run's state. */

import { statusText } from './paint.js';

/** @type {Record<string, string>} */
const SIGNS = { running: '▶', succeeded: '✓', failed: '✗', cancelled: '■', 'timed-out': '✗', lost: '?' };

/** @param {string} app the app's name @param {{number: number, status: string}} run */
export function showInTab(app, run) {
  const title = `${SIGNS[run.status] ?? ''} ${statusText(run.status)}: ${app} #${run.number} · Strapper`.trim();
  if (document.title !== title) document.title = title;
  const icon = document.querySelector('link[rel="icon"]');
  const href = icon?.getAttribute('href')?.replace(/favicon[a-z-]*\.svg/, `favicon-${run.status}.svg`);
  if (icon && href && href !== icon.getAttribute('href')) icon.setAttribute('href', href);
}
