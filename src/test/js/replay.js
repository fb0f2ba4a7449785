/**
 * Feeds a delivery of messages to the rule of log-model.js, as live.js does: the answer to a snapshot, and
 * the second look at a position, come some messages later, as over a network; some answers never come.
 */

import * as model from '/js/log-model.js';

const LATE = 3;

/** @param {string} json a delivery @returns {string} what the page shows in the end */
export function replay(json) {
  const { heard, run, pinned, reconnects } = JSON.parse(json);
  const snapshots = {};
  const turned = [];
  let state = model.start(run, pinned);
  let due = [];
  let answers = 0;

  const follow = (outcome, at) => {
    state = outcome.state;
    for (const effect of outcome.effects) {
      if (effect.type === 'turned') turned.push(effect.run);
      if (effect.type === 'snapshot') due.push({ at: at + LATE, then: () => answer(effect.run, at + LATE) });
      if (effect.type === 'check') due.push({ at: at + LATE, then: () => follow(model.overdue(state, effect.run, effect.to), at + LATE) });
    }
  };
  const answer = (asked, at) => {
    const fails = ++answers % 7 === 0;
    follow(model.answered(state, asked, fails ? null : snapshots[asked]), at);
    if (fails) due.push({ at: at + LATE, then: () => follow(model.resync(state), at + LATE) });
  };
  const pass = (at) => {
    const [ripe, rest] = [due.filter((one) => one.at <= at), due.filter((one) => one.at > at)];
    due = rest;
    for (const { then } of ripe) then();
  };

  heard.forEach((event, at) => {
    snapshots[event.run] = event.snapshot;
    if (event.message) follow(model.receive(state, event.message), at);
    pass(at);
  });
  if (reconnects) follow(model.resync(state), heard.length);
  for (let at = heard.length; due.length > 0; at++) pass(at);
  const { offset, frozen, lineCount, firstLine } = state.view;
  const lines = [];
  for (let number = firstLine; number < lineCount; number++) lines.push(model.lineAt(state.view, number));
  return JSON.stringify({ run: state.run, turned, offset, frozen, lineCount, firstLine, lines, fetching: state.fetching });
}
