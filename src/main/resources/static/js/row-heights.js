// @ts-check
/**
 * The position of each row of a log of any length, in pixels from the top of the first one. A row has the height of an unwrapped line until it is measured. Pure; takes memory only for measured rows.
 */

const BLOCK = 1000;

export class RowHeights {
  /** Height of an unwrapped line. */
  base = 20;
  /** How many rows there are. */
  count = 0;
  /** By block: the differences of its measured rows to `base`, and their sum.
   * @type {{sum: number, rows: Float32Array}[]} */
  #blocks = [];

  /** Forgets every measurement. @param {number} base */
  reset(base) {
    this.base = base;
    this.#blocks = [];
  }

  get total() {
    return this.top(this.count);
  }

  /** @param {number} row @param {number} height @returns {boolean} whether the height has changed */
  measured(row, height) {
    const block = (this.#blocks[Math.floor(row / BLOCK)] ??= { sum: 0, rows: new Float32Array(BLOCK) });
    const extra = Math.fround(height - this.base);
    const change = extra - block.rows[row % BLOCK];
    if (Math.abs(change) < 0.5) return false;
    block.rows[row % BLOCK] = extra;
    block.sum += change;
    return true;
  }

  /** @param {number} row @returns {number} */
  top(row) {
    const last = Math.floor(row / BLOCK);
    let extra = 0;
    this.#blocks.forEach((block, index) => {
      if (index < last) extra += block.sum;
    });
    const rows = this.#blocks[last]?.rows;
    for (let i = 0; rows && i < row % BLOCK; i++) extra += rows[i];
    return row * this.base + extra;
  }

  /** The row at a height. @param {number} y @returns {number} */
  at(y) {
    if (this.#blocks.length === 0) return this.#clamp(Math.floor(y / this.base));
    let low = 0;
    let high = this.count;
    while (low + 1 < high) {
      const middle = (low + high) >>> 1;
      if (this.top(middle) <= y) low = middle;
      else high = middle;
    }
    return this.#clamp(low);
  }

  /** @param {number} row */
  #clamp(row) {
    return Math.max(0, Math.min(row, this.count - 1));
  }
}
