// @ts-check
/**
 * Polls for changes of the dashboard, every two seconds while the page is visible.
 */

import { getJson, now, SignedOut } from './api.js';
import { say } from './dom.js';
import { duration } from './format.js';
import { signedInAgain, signInAgain } from './notices.js';
import { text } from './texts.js';

/** Milliseconds between two requests. */
const EACH = 2000;
/** The same after a request that failed. */
const AFTER_FAILURE = 3000;

/** @typedef {{version: string, rows: Record<string, string>, apps: string[] | null, unusable: string | null}} News */

/** @param {string} version what the page shows @param {(news: News) => void} changed */
export function follow(version, changed) {
  let since = now();
  let asking = new AbortController();
  let looking = false;
  let timer = setTimeout(look);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') look();
    else asking.abort();
  });

  async function look() {
    if (looking || document.visibilityState !== 'visible') return;
    clearTimeout(timer);
    looking = true;
    let pause = EACH;
    asking = new AbortController();
    try {
      /** @type {News} */
      const news = await getJson(`api/dashboard?since=${version}`, asking.signal);
      if (news.version !== version) changed(news);
      version = news.version;
      since = now();
      say('stale', null);
      signedInAgain();
    } catch (problem) {
      pause = AFTER_FAILURE;
      if (problem instanceof SignedOut) signInAgain();
      else if (!asking.signal.aborted) say('stale', text('live.unreachable.since', duration(now() - since)));
    }
    looking = false;
    timer = setTimeout(look, pause);
  }
}
