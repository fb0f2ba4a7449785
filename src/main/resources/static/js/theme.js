// @ts-check
// A classic script, so that it runs before the first paint and the other theme does not flash.
(() => {
  const root = document.documentElement;
  const key = 'strapper.theme';
  /** @param {string | null} theme */
  const set = (theme) => {
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    else delete root.dataset.theme;
    for (const choice of document.querySelectorAll('[data-theme-choice]')) {
      const chosen = choice.getAttribute('data-theme-choice') === (root.dataset.theme ?? 'system');
      choice.setAttribute('aria-pressed', String(chosen));
    }
  };
  set(localStorage.getItem(key));
  document.addEventListener('DOMContentLoaded', () => set(localStorage.getItem(key)));
  addEventListener('storage', (event) => event.key === key && set(event.newValue));
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element && event.target.closest('[data-theme-choice]');
    const choice = button && button.getAttribute('data-theme-choice');
    if (!choice) return;
    localStorage.setItem(key, choice);
    set(choice);
  });
})();
