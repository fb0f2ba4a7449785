// @ts-check
/** Times and durations in words; the templates say the same in the same words. */

/** @param {number} milliseconds @returns {string} like 15s, 2m 05s, 1h 02m */
export function duration(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours > 0) return `${hours}h ${pad(minutes % 60)}m`;
  if (minutes > 0) return `${minutes}m ${pad(seconds % 60)}s`;
  return `${seconds}s`;
}

/** How long something took that is over. @param {string} from @param {string} to @returns {string} */
export function took(from, to) {
  const milliseconds = Date.parse(to) - Date.parse(from);
  return milliseconds < 1000 ? '<1s' : duration(milliseconds);
}

/** @param {number} milliseconds how long ago @returns {string} */
export function ago(milliseconds) {
  const minutes = Math.floor(milliseconds / 60_000);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (minutes < 1) return 'just now';
  if (hours < 1) return `${minutes} min ago`;
  if (days < 1) return `${hours} h ago`;
  return days === 1 ? 'yesterday' : `${days} days ago`;
}

const clock = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** @param {string} instant @returns {string} in the reader's own time zone */
export function local(instant) {
  return clock.format(new Date(instant));
}

/** @param {number} count @param {string} noun */
export function counted(count, noun) {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

/** @param {number} number */
function pad(number) {
  return String(number).padStart(2, '0');
}
