// @ts-check
/** The apps’ page: filters rows as one types, and takes over what the server reports as changed. */

import { takeOverForms } from './actions.js';
import { now, url } from './api.js';
import { AppList } from './app-list.js';
import { follow } from './changes.js';
import { hide, isTyped, setText } from './dom.js';
import { duration } from './format.js';
import { morph, parsed } from './morph.js';
import { paceOf } from './pace.js';
import { paintPace, paintTimes } from './paint.js';

const board = /** @type {HTMLElement} */ (document.getElementById('board'));
const form = /** @type {HTMLFormElement} */ (board.querySelector('form.choose'));
const words = /** @type {HTMLInputElement} */ (form.elements.namedItem('q'));
const state = /** @type {HTMLInputElement} */ (form.elements.namedItem('state'));
const apps = new AppList(
  /** @type {HTMLElement} */ (document.getElementById('apps')),
  /** @type {HTMLTemplateElement} */ (document.getElementById('group')),
);

takeOverForms((run) => location.assign(url(`apps/${run.app}`)));
follow(board.dataset.version ?? '', (news) => {
  apps.update(news.rows, news.apps);
  const [mine, theirs] = [document.getElementById('unusable'), parsed(news.unusable ?? '')];
  if (mine && theirs) morph(mine, theirs);
  paint();
});
words.addEventListener('input', choose);
form.addEventListener('submit', (event) => {
  event.preventDefault();
  choose();
});
board.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[data-total], a[data-label]') : null;
  if (!(link instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.dataset.label === undefined) state.value = link.dataset.total === state.value ? '' : (link.dataset.total ?? '');
  else words.value = link.dataset.label;
  choose();
});
document.addEventListener('keydown', (event) => {
  if (event.key === '/' && !isTyped(event) && !document.querySelector('dialog[open]')) {
    event.preventDefault();
    words.focus();
  } else if (event.key === 'Escape' && event.target === words) {
    words.value = '';
    choose();
  }
});
setInterval(tick, 1000);
setInterval(paint, 30_000);
choose();

function choose() {
  apps.choose(words.value, state.value);
  const query = new URLSearchParams();
  for (const { name, value } of [words, state]) if (value) query.set(name, value);
  window.history.replaceState(null, '', `${location.pathname}${query.size ? `?${query}` : ''}`);
  paint();
}

/** What depends on all rows. */
function paint() {
  const totals = apps.totals();
  for (const link of form.querySelectorAll('[data-total]')) {
    if (!(link instanceof HTMLElement)) continue;
    const of = link.dataset.total ?? '';
    const count = of ? (totals.get(of) ?? 0) : apps.size;
    const number = link.querySelector('span');
    if (number) setText(number, String(count));
    link.hidden = of !== '' && count === 0 && of !== state.value;
    link.ariaCurrent = of === state.value ? 'true' : null;
  }
  form.hidden = apps.size === 0;
  showIf('no-apps', apps.size === 0);
  showIf('no-match', apps.size > 0 && apps.shown === 0);
  paintTimes(apps.list, now());
  tick();
}

function tick() {
  for (const took of apps.list.querySelectorAll('[data-since]')) {
    setText(took, duration(now() - Date.parse(took.getAttribute('data-since') ?? '')));
  }
  for (const usual of apps.list.querySelectorAll('.usual')) {
    if (!(usual instanceof HTMLElement)) continue;
    const { from = '', median, p90 } = usual.dataset;
    paintPace(usual, paceOf({ status: 'running', startedAt: from, usual: { medianMs: Number(median), p90Ms: Number(p90) } }, now()));
  }
}

/** @param {string} id @param {boolean} shown */
function showIf(id, shown) {
  const element = document.getElementById(id);
  if (element) hide(element, !shown);
}
