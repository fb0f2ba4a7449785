// @ts-check
/** The bar that says which line tells why the run failed; run.html says the same in the same words. */

import { url } from './api.js';
import { hide, setText } from './dom.js';
import { countText, number, text } from './texts.js';

/** @param {HTMLElement} page @param {import('./run.js').Run} run */
export function paintFirstError(page, { app, number: run, status, firstError, counts }) {
  const bar = page.querySelector('#first-error');
  if (!(bar instanceof HTMLElement)) return;
  hide(bar, !firstError);
  const [link, label, says, all] = ['a', '.label', '.says', '.all'].map((part) => bar.querySelector(part));
  if (!firstError || !(link instanceof HTMLAnchorElement) || !label || !says || !all) return;
  setText(label, text(status === 'running' ? 'live.first-error.so-far' : 'live.first-error'));
  setText(link, text('live.line', number(firstError.line + 1)));
  link.href = url(`apps/${app}/runs/${run}#L${firstError.line + 1}`);
  link.dataset.line = String(firstError.line);
  setText(says, firstError.text);
  setText(all, counts && counts.errors > 1 ? countText('live.errors', counts.errors) : '');
  bar.querySelector('.steps')?.toggleAttribute('hidden', !counts || counts.errors < 2);
}
