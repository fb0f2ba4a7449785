// @ts-check
/** The dialog that copies lines of a log, and makes links that show them without a sign-in. */

import { post, SignedOut } from './api.js';
import { copy } from './clipboard.js';
import { htmlOf, markdownOf, textOf } from './copied-lines.js';
import { setText } from './dom.js';
import { signInAgain } from './notices.js';
import { number, text } from './texts.js';

/** Most lines that are copied, or that a link shows. */
const MOST = 10_000;

export class LineShare {
  #api = '';
  #title = '';

  /**
   * @param {HTMLElement} page @param {import('./log-view.js').LogView} view
   * @param {(from: number, to: number) => Promise<string[]>} texts the HTML of lines, fetched if necessary
   */
  constructor(page, view, texts) {
    this.view = view;
    this.texts = texts;
    const dialog = page.querySelector('dialog.share');
    if (!(dialog instanceof HTMLDialogElement)) return;
    this.dialog = dialog;
    this.from = field(dialog, 'from');
    this.to = field(dialog, 'to');
    page.querySelector('.share-toggle')?.addEventListener('click', () => this.#open());
    dialog.querySelector('form')?.addEventListener('submit', (event) => event.preventDefault());
    dialog.querySelector('form')?.addEventListener('input', () => this.#reset());
    for (const button of dialog.querySelectorAll('[data-copy]')) {
      button.addEventListener('click', () => this.#copy(button.getAttribute('data-copy') ?? 'text'));
    }
    dialog.querySelector('.make-link')?.addEventListener('click', () => this.#make());
    dialog.querySelector('.copy-link')?.addEventListener('click', () => this.#copyLink());
  }

  /** Turns to a run's log. @param {string} api the run in the API @param {string} title what it is called */
  turn(api, title) {
    this.#api = api;
    this.#title = title;
    if (this.dialog?.open) this.dialog.close();
  }

  #open() {
    if (!this.dialog || !this.from || !this.to) return;
    const { from, to } = chosen(this.view);
    this.from.value = String(from + 1);
    this.to.value = String(to + 1);
    this.from.max = this.to.max = String(this.view.count);
    this.#reset();
    this.dialog.showModal();
  }

  /** Nothing was made of these lines yet. */
  #reset() {
    this.#problem(null);
    this.#say('');
    this.dialog?.querySelector('.made-link')?.setAttribute('hidden', '');
  }

  /** The lines that the reader has chosen, or null if these are none; then they are told. */
  #range() {
    const [from, to] = [this.from, this.to].map((input) => Number(input?.value) - 1);
    if (!Number.isInteger(from) || !Number.isInteger(to) || from < 0 || to < from || to >= this.view.count) {
      this.#problem(text('live.share.choose', number(this.view.count)));
      return null;
    }
    if (to - from >= MOST) {
      this.#problem(text('live.share.most', number(MOST)));
      return null;
    }
    this.#problem(null);
    return { from, to };
  }

  /** @param {string} format */
  async #copy(format) {
    const range = this.#range();
    if (!range) return;
    try {
      await copy(this.#content(format, range), format === 'html');
      this.#say(text('live.copied'));
    } catch (problem) {
      this.#failed(problem);
    }
  }

  /** @param {string} format @param {{from: number, to: number}} range */
  async #content(format, range) {
    const source = { title: this.#title, link: this.view.link, ...range };
    const lines = await this.texts(range.from, range.to);
    if (format === 'markdown') return { text: markdownOf(lines, source) };
    return { text: textOf(lines), html: format === 'html' ? htmlOf(lines, source) : undefined };
  }

  async #make() {
    const range = this.#range();
    const expires = this.dialog?.querySelector('[name=expires]');
    if (!range || !(expires instanceof HTMLSelectElement)) return;
    try {
      const { url } = await post(`${this.#api}/shares`, { ...range, expiresIn: expires.value });
      const link = this.dialog?.querySelector('.made-link input');
      if (!(link instanceof HTMLInputElement)) return;
      link.value = url;
      link.parentElement?.removeAttribute('hidden');
      link.select();
    } catch (problem) {
      this.#failed(problem);
    }
  }

  async #copyLink() {
    const link = this.dialog?.querySelector('.made-link input');
    if (!(link instanceof HTMLInputElement)) return;
    try {
      await copy(Promise.resolve({ text: link.value }), false);
      this.#say(text('live.copied'));
    } catch {
      link.select();
    }
  }

  /** @param {unknown} problem */
  #failed(problem) {
    if (problem instanceof SignedOut) {
      this.dialog?.close();
      signInAgain();
    } else this.#problem(problem instanceof Error ? problem.message : String(problem));
  }

  /** @param {string} words */
  #say(words) {
    const copied = this.dialog?.querySelector('.copied');
    if (copied) setText(copied, words);
  }

  /** @param {string | null} sentence */
  #problem(sentence) {
    const bar = this.dialog?.querySelector('.bar');
    const place = bar?.querySelector('.text');
    if (!(bar instanceof HTMLElement) || !place) return;
    bar.hidden = sentence === null;
    setText(place, sentence ?? '');
  }
}

/** The lines that the reader has selected or marked, or else those in sight. @param {import('./log-view.js').LogView} view */
function chosen(view) {
  const selected = view.rows.selected();
  if (selected.length > 0) return { from: Math.min(...selected), to: Math.max(...selected) };
  if (view.rows.marked && view.rows.marked.to < view.count) return view.rows.marked;
  let to = view.first;
  while (to + 1 < view.count && view.shows(to + 1)) to++;
  return { from: Math.min(view.first, Math.max(0, view.count - 1)), to };
}

/** @param {Element} dialog @param {string} name */
function field(dialog, name) {
  const input = dialog.querySelector(`[name=${name}]`);
  return input instanceof HTMLInputElement ? input : null;
}
