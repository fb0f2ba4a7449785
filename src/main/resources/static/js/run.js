// @ts-check
/**
 * A run as in the API, and its texts.
 *
 * @typedef {{branch: string | null, tag: string | null, commit: string | null, author: string | null,
 *   message: string | null}} Trigger the push that has started a run
 *
 * @typedef {{app: string, number: number, action: string, status: string, exitCode: number | null,
 *   startedBy: string, startedAt: string, finishedAt: string | null, size: number,
 *   cancelledBy?: string | null, reason?: string | null, logProblem?: string | null,
 *   logRemovedAt?: string | null, warning?: string | null,
 *   firstError?: {line: number, text: string} | null,
 *   trigger?: Trigger | null, waiting?: number, node?: string | null,
 *   usual?: {medianMs: number, p90Ms: number} | null,
 *   counts?: {errors: number, warnings: number, groups: number, open: number} | null,
 *   enabled: string[]}} Run
 */

import { text } from './texts.js';

/** What was pushed, the same as in Trigger. @param {Trigger} trigger */
export function triggerText({ branch, tag, commit, author, message }) {
  return [branch ?? tag, commit?.slice(0, 7), message && text('live.trigger.message', message), author && text('live.trigger.author', author)].filter(Boolean).join(' ');
}

/** The state of the app after the run, as the name of an icon. @param {Run} run */
export function stateOf({ status, action }) {
  return status === 'succeeded' && action !== 'deploy' ? 'stopped' : status;
}

/** The same state in words, the same as in RunView. @param {Run} run */
export function stateText({ status, action }) {
  return text(`live.state.${action}.${status}`);
}

/** @param {Run | null} newest of the app */
export function isDeploying(newest) {
  return newest?.status === 'running' && newest.action === 'deploy';
}

/**
 * Whether an action can be pressed, as the server decided.
 * @param {string} action @param {Run | null} newest of the app
 */
export function isReady(action, newest) {
  return !newest || newest.enabled.includes(action);
}
