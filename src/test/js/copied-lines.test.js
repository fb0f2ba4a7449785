import { htmlOf, markdownOf, textOf } from '/js/copied-lines.js';
import { equal, test } from './testing.js';

const SOURCE = { title: 'Blog #12', link: '/apps/blog/runs/12', from: 9, to: 11 };
const LINES = ['one', '<span class="fg1">red &lt;b&gt;</span> <span class="conceal">hidden</span>.', ''];

test('text is what one reads', () => equal(textOf(LINES), 'one\nred <b> .\n'));

test('Markdown links to the lines and fences them', () => {
  equal(markdownOf(LINES, SOURCE),
    `[Blog \\#12, lines 10–12](${location.origin}/apps/blog/runs/12#L10-L12)\n\n\`\`\`\none\nred <b> .\n\n\`\`\`\n`);
});

test('a fence is longer than any in the text', () => {
  const text = markdownOf(['```` no end', '```'], { ...SOURCE, to: 10 });
  equal(text.split('\n').filter((line) => /^`+$/.test(line)), ['`````', '```', '`````']);
});

test('a name does not break out of the link', () => {
  const [first] = markdownOf(['x'], { ...SOURCE, title: 'a](http://evil.example) <b> #1', to: 9 }).split('\n');
  equal(first, `[a\\](http://evil.example) \\<b\\> \\#1, line 10](${location.origin}/apps/blog/runs/12#L10)`);
});

test('HTML has its colours in itself, and no class and no hidden text', () => {
  document.head.insertAdjacentHTML('beforeend', '<link rel="stylesheet" href="/css/base.css"><link rel="stylesheet" href="/css/ansi.css">');
  const html = htmlOf(['<span class="fg1 b">red</span> <a href="https://x.example/" rel="noopener noreferrer">link</a>',
    '<span style="color:#102030">own</span> plain'], SOURCE);
  const page = new DOMParser().parseFromString(html, 'text/html');
  equal(page.querySelectorAll('[class]').length, 0);
  equal(page.querySelector('pre').textContent, 'red link\nown plain');
  equal(page.querySelector('pre a').href, 'https://x.example/');
  equal(page.querySelector('p a').textContent, 'Blog #12, lines 10–12');
});
