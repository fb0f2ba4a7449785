// @ts-check
/** Block and box-drawing characters are as high as their font, and a line of a log is higher: ansi.css stretches them. */

const BOXES = /[\u2500-\u259f]/;
/** A few characters in each element: a long horizontal rule must be able to wrap. */
const SOME = /([\u2500-\u259f]{1,8})/;

/** @param {Element} target a line's text @param {string} html what it was made of */
export function joinBoxes(target, html) {
  if (!BOXES.test(html)) return;
  const walker = document.createTreeWalker(target, NodeFilter.SHOW_TEXT);
  /** @type {Text[]} */
  const texts = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text && BOXES.test(node.data)) texts.push(node);
  }
  for (const text of texts) text.replaceWith(...text.data.split(SOME).filter((part) => part !== '').map(boxed));
}

/** @param {string} part */
function boxed(part) {
  if (!BOXES.test(part)) return part;
  const box = document.createElement('span');
  box.className = 'box';
  box.textContent = part;
  return box;
}
