// @ts-check
/** The sign-in page: keeps the line of a log in the address, and the user name after a failure. */

const NAME = 'strapper.name';

const form = /** @type {HTMLFormElement} */ (document.querySelector('form'));
const name = /** @type {HTMLInputElement} */ (form.elements.namedItem('username'));
const password = /** @type {HTMLInputElement} */ (form.elements.namedItem('password'));

// The browser does not send `#L120` to the server, but keeps it through redirects.
form.action += location.hash;
form.addEventListener('submit', () => sessionStorage.setItem(NAME, name.value));

if (document.querySelector('.problem')) {
  name.value = sessionStorage.getItem(NAME) ?? '';
  if (name.value !== '') password.focus();
}
