// @ts-check
/** The progress of a run, estimated from the durations of earlier runs. */

import { duration } from './format.js';
import { text } from './texts.js';

/** A run may take longer than usual, so the estimate never reaches the end. */
const MOST = 0.99;

/**
 * @param {Pick<import('./run.js').Run, 'status' | 'startedAt' | 'usual'>} run @param {number} now
 * @returns {{part: number, words: string, late: boolean} | null} null without earlier runs to compare with
 */
export function paceOf({ status, startedAt, usual }, now) {
  if (status !== 'running' || !usual) return null;
  const elapsed = Math.max(0, now - Date.parse(startedAt));
  const late = elapsed > usual.p90Ms;
  const usually = usual.medianMs < 1000 ? text('live.duration.under') : duration(usual.medianMs);
  return { part: Math.min(MOST, elapsed / Math.max(1, usual.medianMs)), words: text(late ? 'live.longer' : 'live.usually', usually), late };
}
