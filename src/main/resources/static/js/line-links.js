// @ts-check
/** Lines of a log have addresses (`#L120`, `#L120-L140`), and copy as plain text without their numbers. */

/** The lines that an address names, counted from 0. @param {string} hash @returns {{from: number, to: number} | null} */
export function linesOf(hash) {
  const parts = /^#L([1-9]\d{0,14})(?:-L([1-9]\d{0,14}))?$/.exec(hash);
  if (!parts) return null;
  const ends = [Number(parts[1]) - 1, Number(parts[2] ?? parts[1]) - 1];
  return { from: Math.min(...ends), to: Math.max(...ends) };
}

/** @param {{from: number, to: number}} range */
export function hashOf({ from, to }) {
  return from === to ? `#L${from + 1}` : `#L${from + 1}-L${to + 1}`;
}

/**
 * A click on a line's number addresses the line, with shift the range from the last one.
 * @param {import('./log-view.js').LogView} view
 * @param {(line: number) => void} missing the log has no such line
 */
export function linkLines(view, missing) {
  let last = linesOf(location.hash)?.from ?? null;
  const follow = () => {
    const range = linesOf(location.hash);
    view.mark(range);
    if (!range) return;
    last = range.from;
    if (range.from < view.count) view.toLine(range.from);
    else missing(range.from);
  };
  view.panel.addEventListener('click', (event) => {
    const number = event.target instanceof HTMLElement && event.target.closest('.n');
    if (!(number instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.button !== 0) return;
    event.preventDefault();
    const line = Number(number.dataset.n) - 1;
    if (!event.shiftKey || last === null) last = line;
    const range = { from: Math.min(last, line), to: Math.max(last, line) };
    history.replaceState(null, '', view.link + hashOf(range));
    view.hold();
    view.mark(range);
  });
  // A press on a line's number neither begins a selection nor, with Shift, extends one.
  view.panel.addEventListener('mousedown', (event) => {
    if (event.target instanceof Element && event.target.closest('.n')) event.preventDefault();
  });
  view.panel.addEventListener('copy', (event) => {
    const text = selectedText();
    if (text === null || !event.clipboardData) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', text);
  });
  // The text of a link may name another host than the one that it leads to.
  view.panel.addEventListener('pointerover', (event) => {
    const link = event.target instanceof Element && event.target.closest('.t a');
    if (link instanceof HTMLAnchorElement) link.title = link.host;
  });
  addEventListener('hashchange', follow);
  follow();
}

/** The selected lines' text, or null if the selection lies within one. */
function selectedText() {
  const selection = document.getSelection();
  if (!selection || selection.rangeCount === 0) return null;
  const part = selection.getRangeAt(0).cloneContents();
  // Nobody sees it, so nobody means to copy it.
  part.querySelectorAll('.conceal').forEach((hidden) => hidden.remove());
  const rows = part.querySelectorAll('.t');
  return rows.length === 0 ? null : Array.from(rows, (row) => row.textContent ?? '').join('\n');
}
