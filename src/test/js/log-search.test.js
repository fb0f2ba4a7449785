import { LogSearch } from '/js/log-search.js';
import { equal, shown, test, until } from './testing.js';

const PAGE = `<div><button class="search-toggle"></button>
  <form class="search" hidden><input><button type="button" class="case" aria-pressed="false">Aa</button>
    <button type="button" class="regex" aria-pressed="false">.*</button><span class="found"></span>
    <button type="button" class="previous"></button><button type="button" class="next"></button>
    <button type="button" class="close"></button></form>
  <div class="stage"><div class="log" tabindex="0"></div></div></div>`;

/** A log of ten matches, one in every tenth line; what was asked for and where the reader was taken. */
function searchOf(answer = (query) => found(query)) {
  const page = shown(PAGE);
  const asked = [];
  const lines = [];
  globalThis.fetch = async (address, { signal }) => {
    const query = new URL(address, location.href).searchParams;
    asked.push(query);
    const result = await answer(query, asked.length);
    signal.throwIfAborted();
    return result instanceof Response ? result : new Response(JSON.stringify(result));
  };
  const view = { panel: page.querySelector('.log'), first: 0, shows: () => false, draw: () => {}, point: () => {},
    textOf: () => undefined, isText: () => true, toLine: (line) => lines.push(line) };
  const search = new LogSearch(page, view);
  const told = () => page.querySelector('.found').textContent;
  const input = page.querySelector('input');
  const type = (text) => {
    input.value = text;
    input.dispatchEvent(new Event('input'));
  };
  const press = (key, more = {}) => input.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...more }));
  search.turn('api/apps/blog/runs/1');
  search.open();
  return { search, page, asked, lines, told, type, press, bar: page.querySelector('.found-bar') };
}

function found(query, more = {}) {
  const nth = Number(query.get('nth') ?? Math.ceil(query.get('from') / 10));
  return { total: 10, complete: true, searched: 100, size: 100, first: nth, where: [1, 0, 1],
    matches: [{ line: nth * 10, start: 0, end: 1 }], ...more };
}

test('the first match from the top of the view is gone to', async () => {
  const { told, lines, type } = searchOf();
  type('x');
  await until(() => told() === '1 of 10');
  equal(lines, [0]);
});

test('each press goes a step further, though the answer to the last has not come', async () => {
  let wait = Promise.resolve();
  let release = () => {};
  const { told, lines, type, press } = searchOf(async (query) => {
    if (query.has('nth')) await wait;
    return found(query);
  });
  type('x');
  await until(() => told() === '1 of 10');
  wait = new Promise((resume) => (release = resume));
  for (let times = 0; times < 3; times++) press('Enter');
  release();
  await until(() => told() === '4 of 10');
  equal(lines, [0, 30]);
});

test('backwards from nowhere is the last match', async () => {
  const { told, type, press } = searchOf((query) => found(query, query.has('from') ? { complete: false, matches: [], searched: 1 } : {}));
  type('x');
  await until(() => told() === '10 · 1 %');
  press('Enter', { shiftKey: true });
  await until(() => told() === '10 of 10');
});

test('a server that has looked long enough is asked where it stopped', async () => {
  const { told, lines, type, asked } = searchOf((query) =>
    found(query, query.get('nth') === '4' ? {} : { matches: [], next: 4 }));
  type('x');
  await until(() => told() === '5 of 10');
  equal(lines, [40]);
  equal(asked.slice(0, 2).map((query) => query.get('nth')), [null, '4']);
});

test('a number that is not the whole number says so', async () => {
  const { told, type, page } = searchOf((query) => found(query, { total: 1234, capped: true }));
  type('x');
  await until(() => told() === '1 of 1,234+');
  equal(page.querySelector('.found').title, 'A line holds more matches than are counted.');
});

test('matches in sight are marked, however many answers they take', async () => {
  const { type, search } = searchOf((query) => {
    const nth = Number(query.get('nth') ?? 0);
    const matches = [{ line: nth, start: 0, end: 1 }, { line: nth + 1, start: 0, end: 1 }];
    return found(query, { total: 6, matches, next: query.get('limit') === '1' || nth >= 4 ? null : nth + 2 });
  });
  const marked = new Set();
  search.view.textOf = (line) => void marked.add(line);
  search.marks.drawn([{ from: 0, to: 6 }]);
  type('x');
  await until(() => marked.size === 6);
});

test('an answer to what was typed before changes nothing', async () => {
  const releases = [];
  const { told, lines, type } = searchOf((query) => new Promise((resume) => {
    if (query.get('q') === 'old') releases.push(() => resume(found(query, { total: 77 })));
    else resume(found(query));
  }));
  type('old');
  await until(() => releases.length === 1);
  type('new');
  await until(() => told() === '1 of 10');
  releases[0]();
  await new Promise((next) => setTimeout(next));
  equal([told(), lines], ['1 of 10', [0]]);
});

test('a server that counts matches and shows none is not asked for ever', async () => {
  const { told, type, asked } = searchOf((query) => found(query, { matches: [] }));
  type('x');
  await until(() => told() === '10');
  await new Promise((next) => setTimeout(next, 100));
  // The last one above is tried, and the marks ask too
  equal(asked.filter((query) => query.get('limit') === '1').map((query) => query.get('nth')), [null, '9']);
});

test('a server that gets no further is asked with a pause', async () => {
  const { search, told, type, asked } = searchOf((query) => found(query, { complete: false, total: 0, matches: [] }));
  type('x');
  await until(() => told() === 'Searching · 100 %');
  await new Promise((next) => setTimeout(next, 100));
  equal(asked.filter((query) => query.get('limit') === '1').length <= 2, true);
  search.close();
});

test('an expression that cannot be read leaves no marks of the search before', async () => {
  const { told, type, bar } = searchOf((query) => query.get('q') !== '(' ? found(query)
    : new Response(JSON.stringify({ detail: 'Invalid' }), { status: 400 }));
  const painted = () => bar.getContext('2d').getImageData(0, 0, 1, bar.height).data.some((part) => part > 0);
  type('x');
  await until(() => told() === '1 of 10');
  equal([bar.hidden, painted()], [false, true]);
  type('(');
  await until(() => told() === 'Invalid');
  equal([bar.hidden, painted()], [true, false]);
});

test('keys that an input method takes are not ours', async () => {
  const { told, type, press, page, lines } = searchOf();
  type('x');
  await until(() => told() === '1 of 10');
  press('Enter', { isComposing: true });
  press('Escape', { isComposing: true });
  equal([told(), page.querySelector('form').hidden], ['1 of 10', false]);
  press('Enter');
  await until(() => told() === '2 of 10');
  equal(lines, [0, 10]);
});
