// @ts-check
/** Keyboard shortcuts of the log, as on GitHub's page of a log: Shift+T shows times, Shift+F fills the window. */

import { isTyped } from './dom.js';

const page = document.getElementById('run-page');

document.addEventListener('keydown', (event) => {
  if (isTyped(event) || !page) return;
  if (event.key === 'T') times(page);
  else if (event.key === 'F') page.classList.toggle('log-only');
  else if (event.key === 'Escape' && !event.defaultPrevented) page.classList.remove('log-only');
});

/** @param {HTMLElement} page */
function times(page) {
  const off = page.querySelector('[data-times="off"][aria-pressed="true"]');
  const choice = page.querySelector(`button[data-times="${off ? 'clock' : 'off'}"]`);
  if (choice instanceof HTMLElement) choice.click();
}
