import { LogPages } from '/js/log-pages.js';
import { equal, test, until } from './testing.js';

/** Pages of so many lines, each its own number, and what was asked for. */
function pagesOf(count, again = 0) {
  const asked = [];
  let arrived = 0;
  const lines = { count };
  const fetchPage = async (page) => {
    asked.push(page);
    const length = Math.max(0, Math.min(1000, lines.count - 1000 * page));
    return Array.from({ length }, (_, line) => 1000 * page + line);
  };
  const pages = new LogPages(fetchPage, () => arrived++, again);
  return { pages, asked, lines, arrived: () => arrived };
}

test('what is wanted is fetched a page at a time, once', async () => {
  const { pages, asked, arrived } = pagesOf(5000);
  pages.want([{ from: 900, to: 2100 }]);
  await until(() => arrived() === 3);
  pages.want([{ from: 950, to: 2050 }]);
  equal(asked, [0, 1, 2]);
  equal([pages.lineAt(0), pages.lineAt(2999), pages.lineAt(3000)], [0, 2999, undefined]);
});

test('a page that is only passed by is not fetched', async () => {
  const { pages, asked, arrived } = pagesOf(100_000);
  for (let page = 0; page < 50; page++) pages.want([{ from: 1000 * page, to: 1000 * page + 100 }]);
  await until(() => arrived() === 1);
  equal(asked, [49]);
});

test('a page that was not full is fetched again when more of it is wanted', async () => {
  const { pages, asked, lines, arrived } = pagesOf(1500);
  pages.want([{ from: 1000, to: 1500 }]);
  await until(() => arrived() === 1);
  lines.count = 1800;
  pages.want([{ from: 1000, to: 1800 }]);
  await until(() => arrived() === 2);
  equal([asked, pages.lineAt(1799)], [[1, 1], 1799]);
});

test('the twelve pages that were used last are kept', async () => {
  const { pages, asked, arrived } = pagesOf(20_000);
  for (let page = 0; page < 13; page++) {
    pages.want([{ from: 1000 * page, to: 1000 * page + 1 }]);
    await until(() => arrived() === page + 1);
  }
  equal([pages.lineAt(0), pages.lineAt(1000)], [undefined, 1000]);
  equal(asked.length, 13);
});

test('what nobody wants any more is not waited for', async () => {
  const asked = [];
  const aborted = [];
  const pages = new LogPages((page, signal) => {
    asked.push(page);
    return new Promise((_, fail) => signal.addEventListener('abort', () => fail(aborted.push(page))));
  }, () => {});
  pages.want([{ from: 0, to: 1 }]);
  await until(() => asked.length === 1);
  pages.want([{ from: 7000, to: 7001 }]);
  equal(aborted, [0]);
  await until(() => asked.length === 2);
  pages.close();
  equal(aborted, [0, 7]);
});

test('no lines are wanted of an empty range', async () => {
  const { pages, asked, arrived } = pagesOf(5000);
  pages.want([{ from: 2600, to: 2500 }]);
  await new Promise((next) => setTimeout(next, 80));
  pages.want([{ from: 0, to: 1 }]);
  await until(() => arrived() === 1);
  equal(asked, [0]);
});
