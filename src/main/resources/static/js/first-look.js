// @ts-check
// A classic script beside the log, run before it is drawn: wrapped as the reader likes it, at its end.
(() => {
  const log = document.querySelector('.log');
  const narrow = matchMedia('(max-width: 40rem)').matches;
  log?.classList.toggle('wrap', (localStorage.getItem('strapper.wrap') ?? String(narrow)) === 'true');
  if (log && !location.hash.startsWith('#L')) log.scrollTop = log.scrollHeight;
})();
