// @ts-check
/** Buttons that copy the text beside them. They stay hidden if the browser has no clipboard. */

import { setText } from './dom.js';
import { text } from './texts.js';

for (const button of document.querySelectorAll('button.copy')) {
  if (!(button instanceof HTMLElement) || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.closest('.copyable')?.querySelector('pre')?.textContent ?? '');
    setText(button, text('live.copied'));
  });
}
