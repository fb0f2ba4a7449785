// @ts-check
/**
 * What becomes of an app's runs: told by a WebSocket, and asked for as long as that does not work. The
 * messages are the same. While the page asks it goes on trying the socket.
 */

import { getJson, renewCsrf, url } from './api.js';
import { Connection } from './connection.js';
import { say } from './dom.js';
import { worded } from './recorded.js';
import { text } from './texts.js';
import { Updates } from './updates.js';

/** Milliseconds after which a page asks that still waits for its first connection. */
const SLOW = 3000;

/** @typedef {import('./connection.js').ConnectionState | 'asking'} FeedState */

export class Feed {
  /** Attempts in a row that failed while the server answered otherwise. */
  #failures = 0;

  /**
   * @param {string} app @param {() => import('./updates.js').Standing} standing
   * @param {{message: (message: any) => void, subscribed: () => void, changed: () => void,
   *   answered: () => void, failed: (problem: unknown) => void}} listener `answered`: a question was
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

  /** Whether news come at all. */
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
    // The connection tells of itself while it is made
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
    // Once may be a server that is just starting
    if (++this.#failures > 1) await this.#explain();
    return true;
  }

  async #explain() {
    const { refusal } = await getJson(`api/socket?origin=${encodeURIComponent(location.origin)}`).catch(() => ({}));
    const advice = text('live.blocked.proxy', url('ws'));
    if (this.#failures > 1) say('blocked', `${text('live.blocked')} ${refusal ? worded(refusal) : advice}`);
  }
}
