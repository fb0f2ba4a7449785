import { watchCopies } from '/js/long-copy.js';
import { equal, shown, test } from './testing.js';

/** Lines `from` to `to` of a log of 1,000 in a page, and what the page says when all from one element to another is copied. */
function pageOf(from, to) {
  const rows = Array.from({ length: to - from + 1 }, (_, i) => `<div class="row" data-line="${from + i}"><span class="t">x</span></div>`);
  const page = shown(`<main><div id="notice" role="status" hidden><span class="text"></span> <a></a></div><h1>Deploy</h1>
    <a class="as-text" href="/text"></a><div class="rows">${rows.join('')}</div><footer>Runs</footer></main>`);
  watchCopies(page, { count: 1000, rows: { root: page.querySelector('.rows') } });
  return (first, last) => {
    const notice = page.querySelector('#notice');
    notice.hidden = true;
    document.getSelection().setBaseAndExtent(page.querySelector(first), 0, page.querySelector(last), 1);
    document.dispatchEvent(new ClipboardEvent('copy'));
    return notice.hidden ? null : notice.innerText;
  };
}

const ALL = 'Download the log as text to have them all. Download as text';

test('who copies the whole page is told which lines there were, and offered all', () => {
  const copy = pageOf(500, 600);
  equal(copy('h1', 'footer'), `Only lines 501 to 601 of 1,000 lines were copied. ${ALL}`);
  equal(document.querySelector('#notice a').getAttribute('href').endsWith('/text'), true);
});

test('so is who begins or ends within the log', () => {
  const copy = pageOf(500, 600);
  equal(copy('[data-line="550"] .t', 'footer'), `Only lines 551 to 601 of 1,000 lines were copied. ${ALL}`);
  equal(copy('h1', '[data-line="550"] .t'), `Only lines 501 to 551 of 1,000 lines were copied. ${ALL}`);
});

test('who copies a line that is cut is told so', () => {
  const copy = pageOf(500, 600);
  document.querySelector('[data-line="520"] .t').insertAdjacentHTML('beforeend', '<span class="cut"></span>');
  const part = 'A very long line was copied only as far as the page shows it.';
  equal(copy('[data-line="510"] .t', '[data-line="530"] .t'), `${part} ${ALL}`);
  equal(copy('[data-line="521"] .t', '[data-line="530"] .t'), null);
});

test('who copies what is there is told nothing', () => {
  equal(pageOf(500, 600)('[data-line="510"] .t', '[data-line="550"] .t'), null);
  equal(pageOf(500, 600)('h1', 'h1'), null);
  equal(pageOf(0, 999)('h1', 'footer'), null);
  equal(pageOf(900, 999)('[data-line="950"] .t', 'footer'), null);
});
