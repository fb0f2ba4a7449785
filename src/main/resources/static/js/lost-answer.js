// @ts-check
/** A press whose answer was lost is not repeated: the page asks the server whether it received the press. */

import { getJson, Refused, SignedOut } from './api.js';

const AGAIN = 2000;
/** Milliseconds by which the two clocks may differ. */
const TOLERANCE = 3000;

/** @typedef {import('./run.js').Run} Run */

/**
 * Asks until the server answers.
 * @param {string} path what was posted @param {number} since when, by the server's clock
 * @returns {Promise<Run | null>} the run that it started, or null if it has started none so far
 */
export async function whatCameOf(path, since) {
  const [, api, action] = /^(api\/apps\/[^/]+.*)\/(\w+)$/.exec(path) ?? [];
  const run = await asked(action === 'cancel' ? api : `${api}/runs?limit=1`);
  return run && isOf(run, action, since) ? run : null;
}

/** @param {string} path @returns {Promise<Run | undefined>} */
async function asked(path) {
  for (;;) {
    try {
      const answer = await getJson(path);
      return Array.isArray(answer) ? answer[0] : answer;
    } catch (problem) {
      if (problem instanceof SignedOut || (problem instanceof Refused && problem.status < 500)) throw problem;
      await new Promise((resume) => setTimeout(resume, AGAIN));
    }
  }
}

/** @param {Run} run @param {string} action @param {number} since */
function isOf(run, action, since) {
  if (action === 'cancel') return !!run.cancelledBy;
  // A stop during a deploy cancels the deploy first.
  if (action === 'stop' && run.action === 'deploy') return run.status === 'running' && !!run.cancelledBy;
  return run.action === action && Date.parse(run.startedAt) >= since - TOLERANCE;
}
