import { morph, parsed } from '/js/morph.js';
import { equal, shown, test } from './testing.js';

function becomes(from, to) {
  const mine = shown(from);
  const before = [...mine.children];
  morph(mine, parsed(to));
  equal(mine.outerHTML, parsed(to).outerHTML);
  return { mine, before };
}

test('what is equal stays the same element', () => {
  const { mine, before } = becomes('<ul><li data-app="a">A</li> <li data-app="c">C</li></ul>',
    '<ul><li data-app="a">A</li> <li data-app="b">B</li> <li data-app="c" class="new">C!</li></ul>');
  equal([mine.children[0] === before[0], mine.children[2] === before[1]], [true, true]);
});

test('what is below one that goes away keeps its focus', () => {
  const mine = shown('<ul> <li data-app="a">A</li> <li data-app="b"><a href="#">B</a></li> </ul>');
  mine.querySelector('a').focus();
  morph(mine, parsed('<ul> <li data-app="b"><a href="#">B</a></li> </ul>'));
  equal(document.activeElement.outerHTML, '<a href="#">B</a>');
});

test('a dialog that is open stays open', () => {
  const mine = shown('<ul><li data-app="a"><dialog id="d"><p>Sure?</p></dialog></li></ul>');
  mine.querySelector('dialog').showModal();
  morph(mine, parsed('<ul><li data-app="0">new</li><li data-app="a"><p>broken</p><dialog id="d"><p>Really?</p></dialog></li></ul>'));
  const dialog = mine.querySelector('dialog');
  equal([dialog.open, dialog.matches(':modal'), dialog.textContent], [true, true, 'Really?']);
});

test('another order, other texts and attributes are taken over', () => {
  becomes('<ul class="x"><li data-app="a">A</li><li data-app="b">B</li></ul>',
    '<ul title="y"><li data-app="b">B2</li>text<li data-app="a">A</li></ul>');
  becomes('<ul></ul>', '<ul><li><b>1</b> and <i>2</i></li></ul>');
  becomes('<ul><li><b>1</b> and <i>2</i></li></ul>', '<ul></ul>');
});

test('a button that is disabled while it has the focus keeps it', () => {
  const mine = shown('<div><button>Deploy</button></div>');
  mine.firstElementChild.focus();
  morph(mine, parsed('<div><button disabled>Deploy</button></div>'));
  equal([document.activeElement.textContent, mine.firstElementChild.ariaDisabled], ['Deploy', 'true']);
  morph(mine, parsed('<div><button>Deploy</button></div>'));
  equal(mine.innerHTML, '<button>Deploy</button>');
});
