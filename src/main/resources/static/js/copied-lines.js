// @ts-check
/**
 * Lines of a log in the formats in which they are pasted elsewhere.
 *
 * - `textOf`, `markdownOf`: text.
 * - `htmlOf`: HTML that keeps its colours where there are no style sheets, in a mail.
 */

import { hashOf } from './line-links.js';
import { setLine } from './log-rows.js';
import { number, text } from './texts.js';

/** @typedef {{title: string, link: string, from: number, to: number}} Source where lines are from: `link` addresses their run */

const LIGHT = { back: '#ffffff', text: '#1f2630' };

/** @param {string[]} lines the HTML of each */
export function textOf(lines) {
  return elementsOf(lines).map((line) => line.textContent ?? '').join('\n');
}

/** @param {string[]} lines the HTML of each @param {Source} source */
export function markdownOf(lines, source) {
  const content = textOf(lines);
  const longest = Math.max(0, ...Array.from(content.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  const title = titleOf(source).replace(/[\\[\]`*_<>#]/g, '\\$&');
  return `[${title}](${addressOf(source)})\n\n${fence}\n${content}\n${fence}\n`;
}

/** @param {string[]} lines the HTML of each @param {Source} source */
export function htmlOf(lines, source) {
  const stage = document.createElement('div');
  stage.hidden = true;
  // A mail is read on white.
  stage.style.colorScheme = 'light';
  const title = document.createElement('a');
  title.href = addressOf(source);
  title.textContent = titleOf(source);
  const head = document.createElement('p');
  head.append(title);
  const block = document.createElement('pre');
  block.style.cssText = `padding:8px;background-color:${LIGHT.back};color:${LIGHT.text};font-family:monospace;white-space:pre-wrap`;
  elementsOf(lines).forEach((line, index) => block.append(...(index > 0 ? ['\n'] : []), line));
  stage.append(head, block);
  document.body.append(stage);
  inline(block);
  stage.remove();
  return stage.innerHTML;
}

/** @param {Source} source */
function titleOf({ title, from, to }) {
  const [first, last] = [from, to].map((line) => number(line + 1));
  return text(from === to ? 'live.share.line' : 'live.share.lines', title, first, last);
}

/** @param {Source} source */
function addressOf({ link, from, to }) {
  return new URL(link + hashOf({ from, to }), location.href).href;
}

/** The lines without what nobody sees. @param {string[]} lines */
function elementsOf(lines) {
  return lines.map((html) => {
    const line = document.createElement('span');
    line.className = 't';
    setLine(line, html);
    line.querySelectorAll('.conceal').forEach((hidden) => hidden.remove());
    return line;
  });
}

/** Replaces classes by the colours and fonts that they stand for. @param {Element} block */
function inline(block) {
  /** By classes and colours, which repeat. @type {Map<string, string>} */
  const known = new Map();
  const paint = painter();
  const styled = Array.from(block.querySelectorAll('span:not(.t), a')).filter((part) => part instanceof HTMLElement);
  const styles = styled.map((part) => {
    const key = `${part.localName} ${part.className} ${part.getAttribute('style')} ${part.parentElement?.className}`;
    const style = known.get(key) ?? styleOf(part, paint);
    known.set(key, style);
    return style;
  });
  styled.forEach((part, index) => {
    part.removeAttribute('class');
    part.style.cssText = styles[index];
    if (part.localName === 'span' && styles[index] === '') part.replaceWith(...part.childNodes);
  });
  block.querySelectorAll('.t').forEach((line) => line.replaceWith(...line.childNodes));
}

/** @param {Element} part @param {(colour: string) => string} paint */
function styleOf(part, paint) {
  const { color, backgroundColor, fontWeight, fontStyle, textDecorationLine } = getComputedStyle(part);
  const [fore, back] = [paint(color), paint(backgroundColor)];
  return [
    fore !== LIGHT.text && fore !== '' ? `color:${fore}` : '',
    back !== '' && back !== LIGHT.back ? `background-color:${back}` : '',
    Number(fontWeight) >= 600 ? 'font-weight:bold' : '',
    fontStyle === 'italic' ? 'font-style:italic' : '',
    textDecorationLine !== 'none' && part.localName !== 'a' ? `text-decoration:${textDecorationLine}` : '',
  ].filter((each) => each !== '').join(';');
}

/** Turns any colour of CSS into one that mail programs know; '' if it is transparent. */
function painter() {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  /** @param {string} colour */
  return (colour) => {
    if (!context) return '';
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
    return alpha === 0 ? '' : `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
  };
}
