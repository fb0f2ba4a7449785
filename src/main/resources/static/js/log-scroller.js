// @ts-check
/**
 * A scrollbar for a log of any height. Browsers limit elements to some ten million pixels. So scrolling changes `top`, the position in the log, by the same pixels, and the two are brought into proportion again when the scrollbar is dragged, reaches an end, or rests. It follows the end only while the reader is there.
 */

const TALLEST = 3_000_000;
/** Room at both ends of a taller log in which the scrollbar moves it pixel by pixel, so that a wheel always works. */
const ENDS = 20_000;
const REST = 150;
const NEAR_END = 4;

export class LogScroller {
  /** Pixels of the log above the panel's upper edge. */
  top = 0;
  following = true;
  #total = 0;
  #scrolled = 0;
  #resting = 0;

  /** @param {HTMLElement} panel @param {HTMLElement} sizer @param {() => void} moved */
  constructor(panel, sizer, moved) {
    this.panel = panel;
    this.sizer = sizer;
    this.moved = moved;
    this.height = panel.clientHeight;
    panel.addEventListener('scroll', () => this.#onScroll(), { passive: true });
    panel.addEventListener('wheel', (event) => event.deltaY < 0 && this.hold(), { passive: true });
  }

  /** The log's highest `top`. */
  get end() {
    return Math.max(0, this.#total - this.height);
  }

  /** The position of the log's upper edge in the scrolled element. */
  get origin() {
    return this.#scrolled - this.top;
  }

  /** Stops following the end, unless the whole log is visible. */
  hold() {
    if (this.end > 0) this.following = false;
  }

  /** @param {number} top */
  to(top) {
    this.top = Math.max(0, Math.min(top, this.end));
    this.following = this.top >= this.end - NEAR_END;
    this.#align();
    this.moved();
  }

  /** Fits the scrollbar to the log's height. @param {number} total */
  fit(total) {
    if (total !== this.#total) this.sizer.style.height = `${Math.min(total, TALLEST)}px`;
    this.#total = total;
    if (this.following || this.end === 0) {
      this.following = true;
      this.top = this.end;
    }
    this.top = Math.max(0, Math.min(this.top, this.end));
    if (this.following || !this.#resting) this.#align();
  }

  #onScroll() {
    const to = this.panel.scrollTop;
    const by = to - this.#scrolled;
    if (Math.abs(by) < 0.5) return;
    this.#scrolled = to;
    const room = this.#room();
    const dragged = Math.abs(by) > 3 * this.height;
    this.top = Math.max(0, Math.min(dragged ? this.#fromBar(to) : this.top + by, this.end));
    if (to <= 0 && this.top < this.height) this.top = 0;
    else if (to >= room - 1 && this.top > this.end - this.height) this.top = this.end;
    else if (to <= 0 || to >= room - 1) this.#align();
    this.following = this.top >= this.end - (by > 0 ? NEAR_END : 1);
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      this.#resting = 0;
      this.moved();
    }, REST);
    this.moved();
  }

  #room() {
    return Math.max(0, Math.min(this.#total, TALLEST) - this.height);
  }

  /** Moves the scrollbar to match `top`. */
  #align() {
    const to = this.#toBar(this.top);
    if (Math.abs(this.panel.scrollTop - to) >= 1) this.panel.scrollTop = to;
    this.#scrolled = this.panel.scrollTop;
  }

  /** @param {number} top */
  #toBar(top) {
    const [end, room] = [this.end, this.#room()];
    if (room === end || top <= ENDS) return top;
    if (top >= end - ENDS) return room - (end - top);
    return ENDS + ((top - ENDS) / (end - 2 * ENDS)) * (room - 2 * ENDS);
  }

  /** @param {number} bar */
  #fromBar(bar) {
    const [end, room] = [this.end, this.#room()];
    if (room === end || bar <= ENDS) return bar;
    if (bar >= room - ENDS) return end - (room - bar);
    return ENDS + ((bar - ENDS) / (room - 2 * ENDS)) * (end - 2 * ENDS);
  }
}
