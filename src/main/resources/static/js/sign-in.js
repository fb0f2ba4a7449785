// @ts-check
/** The sign-in page: keeps the line of a log in the address, and the user name after a failure. */

const NAME = 'strapper.name';

// The browser does not send `#L120` to the server, but keeps it through redirects.
for (const link of document.querySelectorAll('.providers a')) {
  /** @type {HTMLAnchorElement} */ (link).href += location.hash;
}

const form = document.querySelector('form');

// The page has no form if sign-in by password is off.
if (form) {
  const name = /** @type {HTMLInputElement} */ (form.elements.namedItem('username'));
  const password = /** @type {HTMLInputElement} */ (form.elements.namedItem('password'));
  form.action += location.hash;
  form.addEventListener('submit', () => sessionStorage.setItem(NAME, name.value));

  if (document.querySelector('.problem')) {
    name.value = sessionStorage.getItem(NAME) ?? '';
    if (name.value !== '') password.focus();
  }
}
