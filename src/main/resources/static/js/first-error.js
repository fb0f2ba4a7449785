// @ts-check
/** The bar that says which line tells why the run failed; run.html says the same in the same words. */

import { url } from './api.js';
import { hide, setText } from './dom.js';
import { counted } from './format.js';

/** @param {HTMLElement} page @param {import('./run.js').Run} run */
export function paintFirstError(page, { app, number, status, firstError, counts }) {
  const bar = page.querySelector('#first-error');
  if (!(bar instanceof HTMLElement)) return;
  hide(bar, !firstError);
  const [link, label, says, all] = ['a', '.label', '.says', '.all'].map((part) => bar.querySelector(part));
  if (!firstError || !(link instanceof HTMLAnchorElement) || !label || !says || !all) return;
  setText(label, status === 'running' ? 'First error so far, on' : 'First error on');
  setText(link, `line ${(firstError.line + 1).toLocaleString('en')}`);
  link.href = url(`apps/${app}/runs/${number}#L${firstError.line + 1}`);
  link.dataset.line = String(firstError.line);
  setText(says, firstError.text);
  setText(all, counts && counts.errors > 1 ? counted(counts.errors, 'error') : '');
  bar.querySelector('.steps')?.toggleAttribute('hidden', !counts || counts.errors < 2);
}
