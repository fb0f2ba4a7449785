// @ts-check
/** The log panel of the run's page: the model's lines and the fetched pages, the toolbar, the keys. */

import { getImmutable, url } from './api.js';
import { setText } from './dom.js';
import { linkLines } from './line-links.js';
import { LineShare } from './line-share.js';
import { LogGroups } from './log-groups.js';
import { EMPTY, lineAt } from './log-model.js';
import { LogPages } from './log-pages.js';
import { LogSearch } from './log-search.js';
import { LogSigns } from './log-signs.js';
import { LogTimes } from './log-times.js';
import { LogView, PRINTED } from './log-view.js';
import { offerText, watchCopies } from './long-copy.js';
import { notice } from './notices.js';
import { countText, number, text } from './texts.js';

/** Lines beyond the drawn ones that are fetched ahead. */
const AHEAD = 300;
const WRAP = 'strapper.wrap';

export class RunLog {
  /** @type {import('./log-model.js').View} */
  #view = EMPTY;

  /** @param {HTMLElement} page @param {string} app */
  constructor(page, app) {
    this.page = page;
    this.app = app;
    this.panel = /** @type {HTMLElement} */ (page.querySelector('.log'));
    this.jump = /** @type {HTMLButtonElement} */ (page.querySelector('button.jump'));
    this.lines = page.querySelector('.line-count');
    this.pages = this.#pagesOf(0);
    this.view = new LogView(this.panel, {
      lineAt: (number) => lineAt(this.#view, number) ?? this.pages.lineAt(number),
      groupAt: (number) => this.groups.groupAt(number),
      isEnd: (number) => this.groups.isEnd(number),
      reveal: (line) => this.groups.reveal(line),
      revealAll: () => this.groups.revealAll(),
      signAt: (number) => this.signs.kindOf(number),
      timeAt: (number) => this.times.at(number),
      drawn: (spans) => this.#drawn(spans),
      changed: (state) => this.#changed(state),
      refused: (most) => this.#refused(most),
    });
    this.search = new LogSearch(page, this.view);
    this.times = new LogTimes(page, this.view);
    watchCopies(page, this.view);
    this.signs = new LogSigns(page, this.view);
    /** @type {LogGroups} */
    this.groups = new LogGroups(page, this.view);
    this.share = new LineShare(page, this.view, (from, to) => this.texts(from, to));
    this.#controls();
  }

  /** Turns to a run's log, at its end. @param {number} run */
  open(run) {
    this.pages.close();
    this.pages = this.#pagesOf(run);
    this.view.reset(url(`apps/${this.app}/runs/${run}`));
    this.search.turn(`api/apps/${this.app}/runs/${run}`);
    this.times.turn(`api/apps/${this.app}/runs/${run}`);
    this.signs.turn(`api/apps/${this.app}/runs/${run}`);
    this.groups.turn(`api/apps/${this.app}/runs/${run}`);
    this.share.turn(`api/apps/${this.app}/runs/${run}`, `${this.page.dataset.name} #${run}`);
  }

  /** @param {import('./log-model.js').View} view */
  show(view) {
    this.#view = view;
    // After a final line feed the cursor stands on a line that nobody has written yet.
    const blank = lineAt(view, view.lineCount - 1) === '' ? 1 : 0;
    this.view.show(view.lineCount - blank);
    this.search.grown();
    this.times.grown();
    if (this.lines) setText(this.lines, countText('live.lines', view.lineCount - blank));
  }

  /**
   * Lines as they are shown, fetched as far as the page does not have them.
   * @param {number} from @param {number} to the last one @returns {Promise<string[]>} the HTML of each
   */
  async texts(from, to) {
    await this.pages.load(from, Math.min(to + 1, this.#view.firstLine));
    return Array.from({ length: to - from + 1 }, (_, index) => {
      const line = from + index;
      const header = this.groups.groupAt(line);
      if (header) return escaped(header.name);
      return this.groups.isEnd(line) ? '' : lineAt(this.#view, line) ?? this.pages.lineAt(line) ?? '';
    });
  }

  /** Where its reader begins: at the line that the address names, else at the one that the page opens at. */
  link() {
    const opens = this.panel.dataset.opens;
    if (opens !== undefined && !location.hash) this.signs.go(Number(opens));
    linkLines(this.view, (line) => {
      notice(countText('live.log.no-line', this.view.count, number(line + 1)));
    });
  }

  /** @param {number} run */
  #pagesOf(run) {
    const version = this.panel.dataset.renderer;
    const path = `api/apps/${this.app}/runs/${run}/lines/`;
    /** @param {number} page @param {AbortSignal} signal @returns {Promise<string[]>} */
    const fetchPage = async (page, signal) => (await getImmutable(`${path}${page}?v=${version}`, signal)).lines;
    return new LogPages(fetchPage, () => this.view.draw());
  }

  /** @param {import('./log-folds.js').Range[]} spans */
  #drawn(spans) {
    this.search.marks.drawn(spans);
    this.times.drawn(spans);
    this.signs.drawn();
    // Whoever follows the end of the log leaves what is above it; what a header hides has no lines to show.
    const ahead = this.view.following ? 0 : AHEAD;
    const wanted = spans.filter(({ from, to }) => to - from > 1 || !this.groups.groupAt(from));
    this.pages.want(wanted.map(({ from, to }) => ({
      from: Math.max(0, from - ahead), to: Math.min(to + ahead, this.#view.firstLine) })));
  }

  /** @param {{atEnd: boolean, behind: number}} state */
  #changed({ atEnd, behind }) {
    this.jump.hidden = atEnd;
    setText(this.jump, behind > 0 ? countText('live.jump.new', behind) : text('live.jump'));
  }

  /** @param {number} most */
  #refused(most) {
    offerText(this.page, text('live.log.select', number(most)));
  }

  #controls() {
    const wrap = this.page.querySelector('button.wrap-toggle');
    /** @param {boolean} on */
    const set = (on) => {
      wrap?.setAttribute('aria-pressed', String(on));
      this.view.wrap(on);
    };
    // As first-look.js has decided.
    set(this.panel.classList.contains('wrap'));
    wrap?.addEventListener('click', () => {
      const on = wrap.getAttribute('aria-pressed') !== 'true';
      localStorage.setItem(WRAP, String(on));
      set(on);
    });
    this.jump.addEventListener('click', () => {
      this.view.toEnd();
      this.panel.focus({ preventScroll: true });
    });
    document.addEventListener('keydown', (event) => this.#onKey(event));
    addEventListener('beforeprint', () => this.#print());
    addEventListener('afterprint', () => this.view.draw());
  }

  #print() {
    const { from, to } = this.view.print();
    const note = this.page.querySelector('.print-note');
    const [first, last, all] = [from + 1, to, this.view.count].map(number);
    if (note) setText(note, to - from < this.view.count ? text('live.log.printed', first, last, all) : '');
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const { target } = event;
    const elsewhere = target instanceof Element && target.closest('input, select, textarea, dialog, [popover], .history');
    if (elsewhere || event.altKey || event.shiftKey) return;
    if (event.key === 'a' && (event.ctrlKey || event.metaKey) && target === this.panel) {
      event.preventDefault();
      this.view.selectAll();
      return;
    }
    if (event.key === 'p' && (event.ctrlKey || event.metaKey) && this.view.count <= PRINTED) {
      event.preventDefault();
      // The browser's menu prints what is at hand.
      this.pages.load(0, this.#view.firstLine).catch(() => {}).then(() => print());
      return;
    }
    const keys = /** @type {Record<string, () => void>} */ ({
      Home: () => this.view.toStart(),
      End: () => this.view.toEnd(),
      PageUp: () => this.view.turn(-1),
      PageDown: () => this.view.turn(1),
    });
    const turn = keys[event.key];
    if (!turn) return;
    event.preventDefault();
    turn();
  }
}

/** @param {string} text */
function escaped(text) {
  const element = document.createElement('span');
  element.textContent = text;
  return element.innerHTML;
}
