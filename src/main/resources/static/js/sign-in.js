// @ts-check
/** The sign-in page: the line of a log that the reader came for, and the name that was typed, are kept. */

const NAME = 'strapper.name';

const form = /** @type {HTMLFormElement} */ (document.querySelector('form'));
const name = /** @type {HTMLInputElement} */ (form.elements.namedItem('username'));
const password = /** @type {HTMLInputElement} */ (form.elements.namedItem('password'));

// The server never hears of `#L120`; a redirect of the browser's takes it along.
form.action += location.hash;
form.addEventListener('submit', () => sessionStorage.setItem(NAME, name.value));

if (document.querySelector('.problem')) {
  name.value = sessionStorage.getItem(NAME) ?? '';
  if (name.value !== '') password.focus();
}
