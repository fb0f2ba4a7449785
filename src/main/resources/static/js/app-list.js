// @ts-check
/**
 * The rows of the dashboard: a row stays the same element whatever becomes of its app, and does not
 * move while the reader is there.
 */

import { factsOf, isAskedFor, order, orderOfGroups, titleOf, totals } from './app-rows.js';
import { focusContent, setText } from './dom.js';
import { morph, parsed } from './morph.js';

const FOLDED = 'strapper-folded';

export class AppList {
  /** @type {Map<string, {row: HTMLElement, facts: import('./app-rows.js').Facts}>} */
  #rows = new Map();
  #words = '';
  #state = '';

  /** @param {HTMLElement} list @param {HTMLTemplateElement} template of a group */
  constructor(list, template) {
    this.list = list;
    this.template = template;
    for (const row of list.querySelectorAll('.app')) if (row instanceof HTMLElement) this.#note(row);
    list.addEventListener('toggle', (event) => this.#folded(event.target), true);
    this.#fold();
  }

  /** Takes over what the server renders now. @param {Record<string, string>} rows @param {string[] | null} apps all there are */
  update(rows, apps) {
    const reader = document.activeElement;
    const mine = reader?.closest('.app');
    for (const html of Object.values(rows)) this.#put(html);
    for (const [app, { row }] of apps ? this.#rows : []) {
      if (apps?.includes(app)) continue;
      row.remove();
      this.#rows.delete(app);
    }
    this.arrange();
    if (!reader || (reader.isConnected && !reader.closest('[hidden]'))) return;
    const link = mine?.isConnected ? mine.querySelector('h2 a') : null;
    if (link instanceof HTMLElement) link.focus({ preventScroll: true });
    else focusContent();
  }

  /** Shows what is asked for. @param {string} words @param {string} state or '': any */
  choose(words, state) {
    [this.#words, this.#state] = [words, state];
    this.#show();
    this.arrange();
    this.#fold();
  }

  get size() {
    return this.#rows.size;
  }

  get shown() {
    return this.list.querySelectorAll('.app:not([hidden])').length;
  }

  totals() {
    return totals(Array.from(this.#rows.values(), ({ facts }) => facts));
  }

  /** Puts all where they belong, unless the reader is there. */
  arrange() {
    const busy = this.list.matches(':hover') || this.list.contains(document.activeElement);
    const all = Array.from(this.#rows.values()).sort((a, b) => order(a.facts, b.facts));
    const grouped = all.some(({ row }) => row.querySelector('h2 .tag'));
    this.list.dataset.grouped = String(grouped);
    /** @type {Map<string, HTMLElement[]>} */
    const groups = new Map();
    for (const { row, facts } of all) {
      if (row.isConnected && busy) continue;
      const key = grouped ? facts.group : '';
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    for (const [key, rows] of groups) place(rows, this.#group(key).querySelector('ul'), busy);
    this.#show();
  }

  /** @param {string} key */
  #group(key) {
    const groups = /** @type {HTMLElement[]} */ (Array.from(this.list.children));
    const known = groups.find((group) => (group.dataset.key ?? '') === key);
    if (known) return known;
    const made = /** @type {HTMLElement} */ (this.template.content.firstElementChild?.cloneNode(true));
    made.dataset.key = key;
    const title = made.querySelector('strong');
    if (title) setText(title, titleOf(key));
    this.list.insertBefore(made, groups.find((group) => orderOfGroups(group.dataset.key ?? '', key) > 0) ?? null);
    this.#fold();
    return made;
  }

  #show() {
    const reader = document.activeElement?.closest('.app');
    for (const { row, facts } of this.#rows.values()) {
      row.hidden = row !== reader && !isAskedFor(facts, this.#words, this.#state);
    }
    for (const group of this.list.children) {
      const count = group.querySelectorAll('.app:not([hidden])').length;
      /** @type {HTMLElement} */ (group).hidden = count === 0;
      const summary = group.querySelector('summary');
      if (summary) summary.hidden = this.list.dataset.grouped !== 'true';
      const shown = group.querySelector('.count');
      if (shown) setText(shown, String(count));
    }
  }

  /** @param {string} html */
  #put(html) {
    const made = parsed(html);
    if (!(made instanceof HTMLElement)) return;
    const known = this.#rows.get(made.dataset.app ?? '')?.row;
    if (known) morph(known, made);
    this.#note(known ?? document.importNode(made, true));
  }

  /** @param {HTMLElement} row */
  #note(row) {
    this.#rows.set(row.dataset.app ?? '', { row, facts: factsOf(row) });
  }

  /** A search looks into folded groups too. */
  #fold() {
    const folded = this.#words || this.#state || this.list.dataset.grouped !== 'true' ? [] : foldedKeys();
    for (const group of this.list.children) {
      if (group instanceof HTMLDetailsElement) group.open = !folded.includes(group.dataset.key ?? '');
    }
  }

  /** @param {EventTarget | null} group */
  #folded(group) {
    if (!(group instanceof HTMLDetailsElement) || this.#words || this.#state) return;
    const key = group.dataset.key ?? '';
    const others = foldedKeys().filter((other) => other !== key);
    localStorage.setItem(FOLDED, JSON.stringify(group.open ? others : [...others, key]));
  }
}

/** Moves only what must. @param {HTMLElement[]} rows @param {Element | null} list @param {unknown} last whether they come last */
function place(rows, list, last) {
  let next = last ? null : (list?.firstElementChild ?? null);
  for (const row of rows) {
    if (row === next) next = next.nextElementSibling;
    else list?.insertBefore(row, next);
  }
}

/** @returns {string[]} */
function foldedKeys() {
  try {
    return JSON.parse(localStorage.getItem(FOLDED) ?? '[]');
  } catch {
    return [];
  }
}
