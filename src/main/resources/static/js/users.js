// @ts-check
/** The users' page: what was refused is said in the dialog where it was asked for. */

const dialog = document.getElementById(decodeURIComponent(location.hash.slice(1)));
const problem = document.querySelector('.bar.problem');

if (dialog instanceof HTMLDialogElement && problem) {
  dialog.prepend(problem);
  dialog.showModal();
  dialog.querySelector('input')?.focus();
}
// Asked for once
history.replaceState(null, '', location.pathname);
