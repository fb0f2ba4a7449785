// @ts-check
/**
 * Notifications of the browser: while the tab is hidden, they tell that its run has ended or waits for
 * input. The browser asks the reader for permission once, and only after a press of the button.
 * @typedef {import('./run.js').Run} Run
 */

import { url } from './api.js';
import { hide } from './dom.js';
import { notice } from './notices.js';
import { worded } from './recorded.js';
import { stateOf, stateText } from './run.js';
import { text } from './texts.js';

const KEY = 'strapper.notify';

export class NotifyMe {
  /** The run as it was known last. @type {Run | null} */
  #before = null;

  /** @param {HTMLElement} page */
  constructor(page) {
    this.name = page.dataset.name ?? '';
    this.button = page.querySelector('.notify-toggle');
    this.button?.addEventListener('click', () => this.#press());
    addEventListener('storage', (event) => event.key === KEY && this.#paint());
    this.#paint();
  }

  /** Takes note of how the run stands. @param {Run} run */
  update(run) {
    const before = this.#before;
    this.#before = run;
    const ended = run.status !== 'running';
    if (this.button instanceof HTMLElement) hide(this.button, ended || !isSupported());
    if (before?.number !== run.number || before.status !== 'running') return;
    if (ended) this.#tell(run, run.firstError?.text ?? worded(run.reason ?? ''));
    else if (run.warning && run.warning !== before.warning) this.#tell(run, worded(run.warning));
  }

  /** @param {Run} run @param {string} body */
  #tell(run, body) {
    if (document.visibilityState === 'visible' || !isWished()) return;
    const options = { body, tag: `${run.app}-${run.number}`, icon: url(`icons/favicon-${stateOf(run)}.svg`) };
    try {
      const shown = new Notification(`${stateText(run)}: ${this.name} #${run.number}`, options);
      shown.addEventListener('click', () => {
        window.focus();
        shown.close();
      });
    } catch {
      // Chrome on Android allows notifications from service workers only.
      this.button?.remove();
    }
  }

  async #press() {
    const wished = isWished();
    if (!wished && Notification.permission === 'default') await Notification.requestPermission();
    if (!wished && Notification.permission !== 'granted') {
      notice(text('live.notify.blocked'));
      return;
    }
    localStorage.setItem(KEY, wished ? 'off' : 'on');
    this.#paint();
  }

  #paint() {
    this.button?.setAttribute('aria-pressed', String(isWished()));
  }
}

/** Browsers allow no notifications on insecure origins. */
function isSupported() {
  return isSecureContext && 'Notification' in window;
}

/** Whether the reader wants notifications and the browser allows them. */
function isWished() {
  return isSupported() && localStorage.getItem(KEY) === 'on' && Notification.permission === 'granted';
}
