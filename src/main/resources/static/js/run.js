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
 *   trigger?: Trigger | null, waiting?: number,
 *   usual?: {medianMs: number, p90Ms: number} | null,
 *   counts?: {errors: number, warnings: number, groups: number, open: number} | null,
 *   enabled: string[]}} Run
 */

/** @type {Record<string, string>} */
const STATUS = { running: 'Running', succeeded: 'Succeeded', failed: 'Failed', cancelled: 'Cancelled',
  'timed-out': 'Timed out', lost: 'Lost', none: 'Never deployed' };
/** What an app is during an action, and after it. @type {Record<string, Record<string, string>>} */
const STATE = { running: { deploy: 'Deploying', stop: 'Stopping', destroy: 'Destroying' },
  succeeded: { deploy: 'Deployed', stop: 'Stopped', destroy: 'Destroyed' } };

/** @param {string} status */
export function statusText(status) {
  return STATUS[status] ?? status;
}

/** What was pushed, the same as in Trigger. @param {Trigger} trigger */
export function triggerText({ branch, tag, commit, author, message }) {
  return [branch ?? tag, commit?.slice(0, 7), message && `“${message}”`, author && `by ${author}`].filter(Boolean).join(' ');
}

/** How many deploys wait for a run’s end, the same as in RunView. @param {number} count */
export function waitingText(count) {
  return count === 1 ? '1 deploy waits' : `${count} deploys wait`;
}

/** @param {string} action */
export function actionText(action) {
  return action[0].toUpperCase() + action.slice(1);
}

/** The state of the app after the run, as the name of an icon. @param {Run} run */
export function stateOf({ status, action }) {
  return status === 'succeeded' && action !== 'deploy' ? 'stopped' : status;
}

/** The same state in words, the same as in RunView. @param {Run} run */
export function stateText({ status, action }) {
  if (status === 'failed') return `Failed to ${action}`;
  return STATE[status]?.[action] ?? `${actionText(action)} ${statusText(status).toLowerCase()}`;
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
