import { pauseAfter, Updates } from '/js/updates.js';
import { equal, test, until } from './testing.js';

const STANDING = { run: 12, from: 8230, frozen: 96 };

/** Answers, from now on, in this order; the last one again and again. */
function answering(...answers) {
  const asked = [];
  globalThis.fetch = async (address, { headers }) => {
    asked.push([String(address), headers['If-None-Match']]);
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer instanceof Error) throw answer;
    return answer();
  };
  return asked;
}

const news = (tag, body) => () => new Response(JSON.stringify(body), { headers: { ETag: tag } });
const nothing = (tag) => () => new Response(null, { status: 304, headers: { ETag: tag } });

/** What is heard of them. */
function listen() {
  const heard = { messages: [], problems: [], changes: 0 };
  heard.listener = {
    heard: (messages) => heard.messages.push(messages),
    failed: (problem) => heard.problems.push(problem.message),
    changed: () => heard.changes++,
  };
  return heard;
}

test('the pace is two seconds, slower while nothing changes, slow while nobody looks', () => {
  equal([0, 1, 2, 4, 50].map((unchanged) => pauseAfter(unchanged, false)), [2000, 3000, 4500, 10_000, 10_000]);
  equal(pauseAfter(0, true), 30_000);
});

test('what is new since the page’s view is asked for, and heard', async () => {
  const asked = answering(news('W/"1"', [{ type: 'position', run: 12, to: 9000 }]));
  const heard = listen();
  const updates = new Updates('blog', () => STANDING, heard.listener);
  equal(await updates.start(), true);
  equal(asked, [['/api/apps/blog/updates?run=12&from=8230&frozen=96', undefined]]);
  equal(heard.messages, [[{ type: 'position', run: 12, to: 9000 }]]);
  equal([updates.answering, heard.changes], [true, 1]);
  updates.stop();
  equal([updates.answering, heard.changes], [false, 2]);
});

test('the version that is known is said, and nothing is heard of no news', async () => {
  const asked = answering(news('W/"1"', []), nothing('W/"1"'));
  const heard = listen();
  const updates = new Updates('blog', () => STANDING, heard.listener);
  const after = globalThis.setTimeout;
  globalThis.setTimeout = (work, pause) => after(work, pause / 100);
  await updates.start();
  await until(() => asked.length > 2);
  globalThis.setTimeout = after;
  updates.stop();
  equal(asked.slice(0, 3).map(([, tag]) => tag), [undefined, 'W/"1"', 'W/"1"']);
  equal(heard.messages.flat(), []);
});

test('whoever looks again is answered soon, but not sooner than two seconds after the last answer', async () => {
  const asked = answering(news('W/"1"', []));
  const updates = new Updates('blog', () => STANDING, listen().listener);
  const pauses = [];
  const after = globalThis.setTimeout;
  globalThis.setTimeout = (work, pause) => (pauses.push(pause), after(() => {}, pause));
  await updates.start();
  dispatchEvent(new Event('focus'));
  globalThis.setTimeout = after;
  updates.stop();
  equal(asked.length, 1);
  equal(pauses.at(-1) > 1500 && pauses.at(-1) <= 2000, true);
});

test('a question that fails ends the asking, until it is started again', async () => {
  answering(new Error('no wire'), news('W/"1"', []));
  const heard = listen();
  const updates = new Updates('blog', () => STANDING, heard.listener);
  equal(await updates.start(), false);
  equal(heard.problems, ['no wire']);
  equal(await updates.start(), true);
  updates.stop();
});

test('an answer that comes after the end is not heard', async () => {
  let answer = () => {};
  globalThis.fetch = () => new Promise((resume) => (answer = () => resume(new Response('[]'))));
  const heard = listen();
  const updates = new Updates('blog', () => STANDING, heard.listener);
  const started = updates.start();
  updates.stop();
  answer();
  equal(await started, false);
  equal([heard.messages, heard.problems], [[], []]);
});
