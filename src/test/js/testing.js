/** What a test of a module needs: `test` names it, `equal` and `until` hold it to something. */

const tests = [];

/** @param {string} name what the test shows @param {() => unknown} work fails by throwing */
export function test(name, work) {
  tests.push({ name, work });
}

/** Runs all tests, one after the other. @returns {Promise<{name: string, problem: string}[]>} */
export async function run() {
  const results = [];
  for (const { name, work } of tests) {
    let problem = '';
    try {
      await work();
    } catch (error) {
      problem = String(error?.stack ?? error) || 'failed';
    }
    results.push({ name, problem });
    document.body.replaceChildren();
  }
  return results;
}

/** @param {unknown} actual @param {unknown} expected of the same content */
export function equal(actual, expected) {
  const [mine, theirs] = [written(actual), written(expected)];
  if (mine !== theirs) throw new Error(`expected ${theirs}\nbut was  ${mine}`);
}

/** Waits for a condition. @param {() => unknown} condition @param {string} what */
export async function until(condition, what = String(condition)) {
  for (const end = Date.now() + 5000; !condition(); ) {
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((next) => setTimeout(next, 5));
  }
}

/** An element, and all that is in it, in the page until the test ends. @param {string} html */
export function shown(html) {
  document.body.innerHTML = html;
  return document.body.firstElementChild;
}

/** @param {unknown} value */
function written(value) {
  return JSON.stringify(value, (_, part) => (part === undefined ? 'undefined' : Number.isNaN(part) ? 'NaN' : part));
}
