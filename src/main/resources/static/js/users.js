// @ts-check
/** The users' page: filters the list while the reader types; `/` focuses the filter. A refusal is shown in the dialog that caused it. */

import { isTyped } from './dom.js';
import { countText, number, text } from './texts.js';

const dialog = document.getElementById(decodeURIComponent(location.hash.slice(1)));
const problem = document.querySelector('.bar.problem');

if (dialog instanceof HTMLDialogElement && problem) {
  dialog.prepend(problem);
  dialog.showModal();
  dialog.querySelector('input')?.focus();
}
// Shown only once
history.replaceState(null, '', location.pathname);

const filter = document.getElementById('filter');
const rows = Array.from(document.querySelectorAll('.users > li'), (row) => /** @type {HTMLElement} */ (row));
// The visible text of each user, without that of the dialogs.
const words = rows.map((row) => row.querySelector('.who')?.textContent?.toLowerCase().replace(/\s+/g, ' ') ?? '');
const count = document.querySelector('.filter .count');

if (filter instanceof HTMLInputElement && count) {
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || isTyped(event)) return;
    event.preventDefault();
    filter.focus();
  });
  filter.addEventListener('input', () => {
    const wanted = filter.value.toLowerCase().trim().split(/\s+/);
    const shown = rows.filter((row, i) => !(row.hidden = !wanted.every((word) => words[i].includes(word))));
    count.textContent = shown.length === rows.length ? countText('live.users', rows.length)
      : text('live.users.some', number(shown.length), countText('live.users', rows.length));
  });
}
