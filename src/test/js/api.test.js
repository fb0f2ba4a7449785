import { getImmutable, getJson, now } from '/js/api.js';
import { equal, test } from './testing.js';

const HOUR = 3_600_000;

/** Answers, from now on, that were made so long ago. @param {number} age in milliseconds */
function answersFrom(age) {
  const headers = { Date: new Date(Date.now() - age).toUTCString() };
  globalThis.fetch = async () => new Response('{}', { headers });
}

/** The page's clock less the browser's, in hours. */
function ahead() {
  return Math.round((now() - Date.now()) / HOUR);
}

test('the clock is the one of the server', async () => {
  answersFrom(-2 * HOUR);
  await getJson('api/apps');
  equal(ahead(), 2);
});

test('an answer that the browser had kept does not set the clock', async () => {
  answersFrom(0);
  await getJson('api/apps');
  answersFrom(24 * HOUR);
  await getImmutable('api/apps/blog/runs/1/lines/0');
  equal(ahead(), 0);
});
