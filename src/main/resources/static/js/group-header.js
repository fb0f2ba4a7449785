// @ts-check
/** The header that replaces the marker of a group: its name, which folds it, its duration, and its state. */

import { factsOf } from './group-list.js';

/** @param {import('./log-rows.js').Header} group */
export function headerOf({ name, depth, durationMs, state, folded, firstLine, lastLine }) {
  const took = state === 'running' && durationMs !== null ? Math.floor(durationMs / 1000) * 1000 : durationMs;
  const facts = factsOf(state, took);
  const lines = Math.max(0, lastLine - firstLine);
  const key = JSON.stringify([name, depth, facts, state, folded, lines]);
  return {
    key,
    /** @param {HTMLElement} target a line's text */
    put: (target) => {
      const button = target.querySelector('button.fold') ?? made(target);
      if (!(button instanceof HTMLElement)) return;
      button.setAttribute('aria-expanded', String(!folded));
      button.dataset.state = state;
      button.style.setProperty('--depth', String(depth));
      // Not copied with the line.
      button.dataset.facts = facts;
      if (button.textContent !== name) button.textContent = name;
    },
  };
}

/** The button stays the same, so it keeps the focus. @param {HTMLElement} target */
function made(target) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'fold';
  target.replaceChildren(button);
  return button;
}
