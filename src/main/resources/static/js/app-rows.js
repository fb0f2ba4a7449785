// @ts-check
/**
 * The facts about a row of the dashboard, and what they decide: whether the row matches the filter, its
 * place, and its group. Selection.java and Tile.java decide the same for a page without JavaScript.
 *
 * @typedef {{state: string, rank: number, at: number, group: string, name: string, text: string}} Facts
 */

import { text } from './texts.js';

/** The text for a group whose key is no label. @type {Record<string, string>} */
const TITLES = { '': 'live.apps.needed', '~': 'live.apps.others' };

/** @param {HTMLElement} row @returns {Facts} */
export function factsOf(row) {
  const { state = '', rank, at, group = '' } = row.dataset;
  const name = row.querySelector('h2 a')?.textContent ?? '';
  const parts = Array.from(row.querySelectorAll('.badge, h2, .about, .by span'), (part) => part.textContent);
  return { state, rank: Number(rank), at: Number(at), group, name, text: [row.dataset.app, ...parts].join(' ').toLowerCase() };
}

/** @param {Facts} facts @param {string} words all of them are wanted @param {string} state or '': any */
export function isAskedFor(facts, words, state) {
  const wanted = words.toLowerCase().split(/\s+/);
  return (state === '' || facts.state === state) && wanted.every((word) => facts.text.includes(word));
}

/** Apps that need attention come first, then those that ran last. @param {Facts} a @param {Facts} b */
export function order(a, b) {
  return a.rank - b.rank || b.at - a.at || a.name.localeCompare(b.name);
}

/** The number of rows in each state. @param {Iterable<Facts>} all @returns {Map<string, number>} */
export function totals(all) {
  const counts = new Map();
  for (const { state } of all) counts.set(state, (counts.get(state) ?? 0) + 1);
  return counts;
}

/** Groups in order: apps that need attention, the labels, the other apps. @param {string} a @param {string} b keys */
export function orderOfGroups(a, b) {
  return Number(a === '~') - Number(b === '~') || a.localeCompare(b);
}

/** @param {string} key */
export function titleOf(key) {
  return TITLES[key] ? text(TITLES[key]) : key;
}
