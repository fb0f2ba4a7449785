// @ts-check
/** Puts text, and HTML if there is some, on the clipboard. */

import { text as words } from './texts.js';

/**
 * The texts may still have to be fetched: browsers allow it only while the reader's click is fresh.
 * @param {Promise<{text: string, html?: string}>} wanted @param {boolean} formatted whether there is HTML
 */
export async function copy(wanted, formatted) {
  if (!navigator.clipboard || !('ClipboardItem' in window)) {
    set(await wanted);
    return;
  }
  /** @param {'text' | 'html'} part @param {string} type */
  const blob = async (part, type) => new Blob([(await wanted)[part] ?? ''], { type });
  await navigator.clipboard.write([new ClipboardItem({
    'text/plain': blob('text', 'text/plain'),
    ...(formatted ? { 'text/html': blob('html', 'text/html') } : {}),
  })]);
}

/** Without TLS pages have no clipboard but this one. @param {{text: string, html?: string}} content */
function set({ text, html }) {
  let done = false;
  addEventListener('copy', (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData('text/plain', text);
    if (html) event.clipboardData?.setData('text/html', html);
    done = true;
  }, { capture: true, once: true });
  document.execCommand('copy');
  if (!done) throw new Error(words('live.share.no-copy'));
}
