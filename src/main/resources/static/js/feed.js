// @ts-check
/**
 * The messages about an app's runs: over a WebSocket, or by polling as long as no WebSocket works. They are
 * the same either way. While the page polls, it goes on trying to connect.
 */

import { getJson, renewCsrf, url } from './api.js';
import { Connection } from './connection.js';
import { say } from './dom.js';
import { worded } from './recorded.js';
import { text } from './texts.js';
import { Updates } from './updates.js';

/** Milliseconds after which a page without a first connection begins to poll. */
const SLOW = 3000;

/** @typedef {import('./connection.js').ConnectionState | 'asking'} FeedState */

export class Feed {
  /** Attempts in a row that failed while the server answered otherwise. */
  #failures = 0;

  /**
   * @param {string} app @param {() => import('./updates.js').Standing} standing
   * @param {{message: (message: any) => void, subscribed: () => void, changed: () => void,
   *   answered: () => void, failed: (problem: unknown) => void}} listener `answered`: a request was
   */
  constructor(app, standing, listener) {
    this.listener = listener;
    this.updates = new Updates(app, standing, {
      heard: (messages) => {
        messages.forEach(listener.message);
        listener.answered();
      },
      changed: () => this.#changed(),
      failed: listener.failed,
    });
    this.connection = new Connection(`/topic/deploy.${app}`, {
      message: listener.message,
      subscribed: listener.subscribed,
      proved: () => this.#proved(),
      changed: () => this.#changed(),
      failed: (opened) => this.#failed(opened),
    });
    setTimeout(() => this.connection.state === 'connecting' && this.updates.start(), SLOW);
  }

  /** @returns {FeedState} */
  get state() {
    const { state } = this.connection;
    return this.updates.answering && (state !== 'live' || this.#failures > 1) ? 'asking' : state;
  }

  /** Whether messages arrive in either way. */
  get flows() {
    return this.state === 'live' || this.state === 'asking';
  }

  pause() {
    this.updates.stop();
    this.connection.pause();
  }

  wake() {
    this.connection.wake();
  }

  #changed() {
    // The constructor of the connection calls this, too
    if (this.connection) this.listener.changed();
  }

  #proved() {
    this.#failures = 0;
    this.updates.stop();
    say('blocked', null);
  }

  /** @param {boolean} opened whether the WebSocket did: then the page's token may be too old */
  async #failed(opened) {
    if (!(await this.updates.start())) return false;
    if (opened) await renewCsrf();
    // A single failure may be a server that is starting
    if (++this.#failures > 1) await this.#explain();
    return true;
  }

  async #explain() {
    const { refusal } = await getJson(`api/socket?origin=${encodeURIComponent(location.origin)}`).catch(() => ({}));
    const advice = text('live.blocked.proxy', url('ws'));
    if (this.#failures > 1) say('blocked', `${text('live.blocked')} ${refusal ? worded(refusal) : advice}`);
  }
}
