// @ts-check
/** The `command` attributes of buttons open and close dialogs; this module does the rest. `?` lists the keys. */

import { focusContent, isDisabled, isTyped } from './dom.js';

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('button') : null;
  if (!button) return;
  // The second click of a double click was meant for the button, not for the dialog that opened over it.
  const second = event.detail > 1 && button.type === 'submit' && button.closest('dialog');
  if (second || isDisabled(button)) event.preventDefault();
  else if (!('command' in button)) invoke(button);
}, true);

// The browser returns the focus to the button that opened the dialog. If that stood in a menu which has
// closed, the button is hidden, and the focus would be lost.
document.addEventListener('close', () => {
  const { activeElement, body } = document;
  if (activeElement === body || !activeElement?.checkVisibility()) focusContent();
}, true);

document.addEventListener('keydown', (event) => {
  const keys = document.getElementById('keys');
  if (event.key !== '?' || isTyped(event) || !(keys instanceof HTMLDialogElement)) return;
  event.preventDefault();
  keys.showModal();
});

/** For browsers from before 2026, which do not support `command`. @param {HTMLButtonElement} button */
function invoke(button) {
  const dialog = document.getElementById(button.getAttribute('commandfor') ?? '');
  if (!(dialog instanceof HTMLDialogElement)) return;
  if (button.getAttribute('command') === 'close') dialog.close();
  else dialog.showModal();
}
