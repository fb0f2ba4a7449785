// @ts-check
// A classic script beside the log. It runs before the first paint: it wraps long lines if the reader
// chose that, and scrolls to the end of the log.
(() => {
  const log = document.querySelector('.log');
  const narrow = matchMedia('(max-width: 40rem)').matches;
  log?.classList.toggle('wrap', (localStorage.getItem('strapper.wrap') ?? String(narrow)) === 'true');
  if (log && !location.hash.startsWith('#L')) log.scrollTop = log.scrollHeight;
})();
