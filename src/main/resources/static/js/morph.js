// @ts-check
/**
 * Changes one element into another, and keeps the parts that are equal, with their focus and open dialogs.
 */

import { disable } from './dom.js';

/** Attributes that the reader has changed, which the server's page does not have. */
const READERS = ['open'];

/** @param {string} html one element, as the server renders it @returns {Element | null} */
export function parsed(html) {
  return new DOMParser().parseFromString(html, 'text/html').body.firstElementChild;
}

/** @param {Element} mine stays in the page @param {Element} theirs says what it is to become */
export function morph(mine, theirs) {
  for (const { name } of Array.from(mine.attributes)) {
    if (!theirs.hasAttribute(name) && !READERS.includes(name)) mine.removeAttribute(name);
  }
  for (const { name, value } of theirs.attributes) {
    if (name === 'disabled' && mine instanceof HTMLButtonElement) disable(mine, true);
    else if (mine.getAttribute(name) !== value) mine.setAttribute(name, value);
  }
  const named = new Set(Array.from(theirs.childNodes, keyOf).filter((key) => key !== ''));
  let next = mine.firstChild;
  for (const their of Array.from(theirs.childNodes)) {
    const match = find(next, their);
    // The node is not moved, since a moved node loses its focus.
    while (match && next && next !== match && !named.has(keyOf(next))) next = dropped(next);
    if (match && match === next) next = next.nextSibling;
    const made = match ?? document.importNode(their, true);
    if (made.nextSibling !== next || made.parentNode !== mine) mine.insertBefore(made, next);
    if (!match) continue;
    if (match instanceof Element && their instanceof Element) morph(match, their);
    else if (match.nodeValue !== their.nodeValue) match.nodeValue = their.nodeValue;
  }
  while (next) next = dropped(next);
}

/** An open dialog stays until the reader answers it. @param {ChildNode} node @returns {ChildNode | null} the one behind it */
function dropped(node) {
  const next = node.nextSibling;
  if (!(node instanceof HTMLDialogElement && node.open)) node.remove();
  return next;
}

/**
 * The node that becomes another one: the node with the same key, otherwise the next one of the same type.
 * @param {ChildNode | null} from @param {Node} their
 */
function find(from, their) {
  const key = keyOf(their);
  for (let node = from; node; node = node.nextSibling) {
    if (node.nodeName === their.nodeName && keyOf(node) === key) return node;
  }
  return null;
}

/** @param {Node} node */
function keyOf(node) {
  return node instanceof Element ? node.getAttribute('data-app') ?? node.id : '';
}
