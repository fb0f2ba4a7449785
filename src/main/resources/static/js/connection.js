// @ts-check
/**
 * One STOMP subscription that reconnects by itself: after growing pauses with jitter, and at once when
 * the network returns or the page becomes visible again. After every connection it calls `subscribed`.
 * Some proxies let the handshake through and hold back all later frames: a connection counts as proved
 * after the first frame over it, which is a heartbeat at the latest.
 */

import { Client } from '../webjars/stomp__stompjs/esm6/client.js';
import { csrfHeaders, url } from './api.js';

const RECEIVE_EACH = 10_000;
/** Browsers let a hidden page's timers fire once a minute; the server waits three times as long. */
const SEND_EACH = 30_000;
const LONGEST_PAUSE = 15_000;
/** The same while the page polls. */
const LONGEST_REST = 60_000;
/** The request that asks why a connection failed may hang on a dead network, too. */
const LONGEST_QUESTION = 5000;

/**
 * @typedef {'connecting' | 'live' | 'reconnecting' | 'offline'} ConnectionState
 * @typedef {{open: boolean, messages: number}} Got what came of an attempt
 */

export class Connection {
  /** @type {ConnectionState} */
  state = 'connecting';
  /** @type {Client | null} */
  #client = null;
  #failures = 0;
  #timer = 0;
  #heard = 0;
  #paused = false;

  /**
   * @param {string} topic
   * @param {{message: (message: any) => void, subscribed: () => void, proved: () => void, changed: () => void,
   *   failed: (opened: boolean) => Promise<boolean>}} listener `failed`: a connection was not proved, though its
   *   WebSocket may have opened; returns whether the page is kept current by polling
   */
  constructor(topic, listener) {
    this.topic = topic;
    this.listener = listener;
    addEventListener('online', () => this.wake());
    addEventListener('offline', () => this.#become('offline'));
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.wake());
    this.#connect();
  }

  /** Stops reconnecting until `wake` is called. */
  pause() {
    this.#paused = true;
    if (this.state !== 'live') this.#become('offline');
    clearTimeout(this.#timer);
    this.#timer = 0;
  }

  /** Checks the connection at once. */
  wake() {
    const silent = Date.now() - this.#heard > 2.5 * RECEIVE_EACH;
    if (this.#client && this.state === 'live' && silent) this.#client.forceDisconnect();
    else if (this.#paused || this.#timer) {
      this.#failures = 0;
      this.#connect();
    }
  }

  #connect() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#paused = false;
    const got = { open: false, messages: 0 };
    const client = new Client({
      webSocketFactory: () => this.#socket(got),
      connectHeaders: csrfHeaders(),
      connectionTimeout: 10_000,
      reconnectDelay: 0,
      heartbeatIncoming: RECEIVE_EACH,
      heartbeatOutgoing: SEND_EACH,
      // On a dead connection the closing handshake never completes.
      discardWebsocketOnCommFailure: true,
      onConnect: () => {
        client.subscribe(this.topic, (frame) => this.listener.message(JSON.parse(frame.body)));
        this.#become('live');
        this.listener.subscribed();
      },
      onWebSocketClose: () => this.#closed(client, got),
    });
    this.#client = client;
    client.activate();
  }

  /** @param {Got} got */
  #socket(got) {
    const address = new URL(url('ws'), location.href);
    address.protocol = address.protocol.replace('http', 'ws');
    const socket = new WebSocket(address, ['v12.stomp']);
    socket.addEventListener('open', () => (got.open = true));
    socket.addEventListener('message', () => this.#hear(got));
    return socket;
  }

  /** The first message only says that the server agrees to STOMP. @param {Got} got */
  #hear(got) {
    this.#heard = Date.now();
    if (++got.messages !== 2) return;
    this.#failures = 0;
    this.listener.proved();
  }

  /** @param {Client} client @param {Got} got */
  async #closed(client, got) {
    if (client !== this.#client) return;
    this.#client = null;
    client.deactivate();
    this.#become(this.#paused || this.#failures > 3 || !navigator.onLine ? 'offline' : 'reconnecting');
    if (this.#paused) return;
    const asked = got.messages < 2 && Promise.race([this.listener.failed(got.open), pause(LONGEST_QUESTION)]);
    const longest = (await asked) ? LONGEST_REST : LONGEST_PAUSE;
    if (this.#paused) return;
    const rest = Math.min(longest, 500 * 2 ** this.#failures) * (0.5 + Math.random() / 2);
    this.#failures++;
    this.#timer = setTimeout(() => this.#connect(), rest);
  }

  /** @param {ConnectionState} state */
  #become(state) {
    if (state === 'offline' && this.state === 'live' && this.#client) this.#client.forceDisconnect();
    this.state = state;
    this.listener.changed();
  }
}

/** @param {number} milliseconds @returns {Promise<void>} */
function pause(milliseconds) {
  return new Promise((resume) => setTimeout(resume, milliseconds));
}
