// @ts-check
/** Formats times and durations, in the same words as the templates. */

import { countText, decimal, locale, text } from './texts.js';

/** @param {number} milliseconds @returns {string} like 15s, 2m 05s, 1h 02m */
export function duration(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours > 0) return text('live.duration.hours', hours, pad(minutes % 60));
  if (minutes > 0) return text('live.duration.minutes', minutes, pad(seconds % 60));
  return text('live.duration.seconds', seconds);
}

/** The duration between two times. @param {string} from @param {string} to @returns {string} */
export function took(from, to) {
  const milliseconds = Date.parse(to) - Date.parse(from);
  return milliseconds < 1000 ? text('live.duration.under') : duration(milliseconds);
}

/** @param {number} milliseconds how long ago @returns {string} */
export function ago(milliseconds) {
  const minutes = Math.floor(milliseconds / 60_000);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (minutes < 1) return text('live.ago.now');
  if (hours < 1) return text('live.ago.minutes', minutes);
  if (days < 1) return text('live.ago.hours', hours);
  return countText('live.ago.days', days);
}

const clock = new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'long' });

/** @param {string} instant @returns {string} in the reader's own time zone, which it names */
export function local(instant) {
  return clock.format(new Date(instant));
}

/** @returns {string} the reader's own time zone, like CET or GMT+1 */
export function zone() {
  const parts = new Intl.DateTimeFormat(locale(), { timeZoneName: 'short' }).formatToParts();
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

/** @param {number} at milliseconds since the epoch @returns {string} like 13:05:09, in the reader's own time zone */
export function timeOfDay(at) {
  const date = new Date(at);
  return `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
}

/** @param {number} milliseconds @returns {string} like 0:05.2, 12:31.0, 1:02:05.2 */
export function elapsed(milliseconds) {
  const tenths = Math.max(0, Math.floor(milliseconds / 100));
  const [minutes, hours] = [Math.floor(tenths / 600), Math.floor(tenths / 36_000)];
  const seconds = decimal((tenths % 600) / 10).padStart(4, '0');
  return hours > 0 ? `${hours}:${pad(minutes % 60)}:${seconds}` : `${minutes}:${seconds}`;
}

/** @param {number} milliseconds @returns {string} like 0.4s, 12.5s, 2m 05s */
export function pause(milliseconds) {
  return milliseconds < 60_000 ? text('live.duration.seconds', decimal(Math.floor(milliseconds / 100) / 10)) : duration(milliseconds);
}

/** @param {number} number */
function pad(number) {
  return String(number).padStart(2, '0');
}
