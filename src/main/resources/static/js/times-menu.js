// @ts-check
/** The menu that chooses the format of the times, and lists the longest waits. */

import { placeBelow } from './dom.js';
import { pause, zone } from './format.js';
import { number, text } from './texts.js';

export class TimesMenu {
  #listed = '';

  /**
   * @param {HTMLElement} page
   * @param {{opened: () => void, chosen: (mode: import('./log-times.js').Mode) => void,
   *   went: (line: number) => void}} reader what the reader did
   */
  constructor(page, reader) {
    this.reader = reader;
    this.button = /** @type {HTMLElement} */ (page.querySelector('button.times-toggle'));
    this.menu = /** @type {HTMLElement} */ (page.querySelector('.times'));
    this.gaps = /** @type {HTMLElement} */ (this.menu.querySelector('.gaps'));
    this.menu.querySelector('[data-times="clock"]')?.setAttribute('title', text('live.times.clock', zone()));
    this.menu.addEventListener('beforetoggle', (event) => {
      if (/** @type {ToggleEvent} */ (event).newState !== 'open') return;
      placeBelow(this.button, this.menu);
      reader.opened();
    });
    this.menu.addEventListener('click', ({ target }) => {
      const button = target instanceof Element ? target.closest('button') : null;
      if (button?.dataset.times) reader.chosen(/** @type {import('./log-times.js').Mode} */ (button.dataset.times));
      if (!button?.dataset.line) return;
      this.menu.hidePopover();
      reader.went(Number(button.dataset.line));
    });
  }

  /** @param {import('./log-times.js').Mode} mode */
  show(mode) {
    this.button.classList.toggle('on', mode !== 'off');
    for (const choice of this.menu.querySelectorAll('[data-times]')) {
      choice.setAttribute('aria-pressed', String(choice.getAttribute('data-times') === mode));
    }
  }

  /** @param {import('./log-times.js').Gap[]} gaps the longest first */
  list(gaps) {
    const listed = JSON.stringify(gaps);
    // A press or the focus may be on one of them.
    if (listed === this.#listed) return;
    this.#listed = listed;
    this.gaps.replaceChildren(...gaps.map(entry));
  }
}

/** @param {import('./log-times.js').Gap} gap */
function entry({ line, gap }) {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.dataset.line = String(line);
  const length = document.createElement('strong');
  length.textContent = pause(gap);
  const where = document.createElement('span');
  where.textContent = text('live.times.before', number(line + 1));
  button.append(length, where);
  item.append(button);
  return item;
}
