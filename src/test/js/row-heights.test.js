import { RowHeights } from '/js/row-heights.js';
import { equal, test } from './testing.js';

/** @param {number} count */
function heights(count) {
  const made = new RowHeights();
  made.count = count;
  return made;
}

test('rows that nobody has measured are as high as an unwrapped line', () => {
  const made = heights(3000);
  equal([made.total, made.top(2999), made.at(19), made.at(20)], [60_000, 59_980, 0, 1]);
});

test('a measured row moves all below it, over blocks of rows too', () => {
  const made = heights(3000);
  equal(made.measured(5, 60), true);
  equal([5, 6, 2500].map((row) => made.top(row)), [100, 160, 50_040]);
  equal([99, 100, 159, 160, 50_039, 50_040].map((y) => made.at(y)), [4, 5, 5, 6, 2499, 2500]);
  equal(made.total, 60_040);
});

test('the same height again, or nearly so, is no news', () => {
  const made = heights(10);
  equal([made.measured(5, 20.3), made.measured(5, 60), made.measured(5, 60.2), made.measured(5, 20)],
    [false, true, false, true]);
  equal(made.total, 200);
});

test('another font forgets what was measured', () => {
  const made = heights(10);
  made.measured(5, 60);
  made.reset(24);
  equal([made.total, made.top(6)], [240, 144]);
});

test('there is a row at any height, as far as there are rows', () => {
  const made = heights(10);
  equal([made.at(-50), made.at(1e9)], [0, 9]);
  made.measured(5, 60);
  equal([made.at(-50), made.at(1e9)], [0, 9]);
  equal(heights(0).at(100), 0);
});
