// @ts-check
/** Sentences that the server has on record, or sends to all pages, in English (see RecordedSentences.java). */

import { say, setText } from './dom.js';
import { filled, RECORDED } from './texts.js';

/** How deep sentences stand in one another: as deep as the server nests them. */
const DEEPEST = 3;

/** The sentence in the page's language, or null if its form is not known. @type {(english: string) => string | null} */
export const translated = translator(RECORDED);

/** @param {[string, string][]} pairs English sentences with gaps, and what they are in another language @returns {(english: string) => string | null} */
export function translator(pairs) {
  const forms = pairs.map(([english, text]) => ({ parts: english.split(/\{\d\}/), text }))
    .sort((one, other) => letters(other) - letters(one));
  /** @param {string} english @param {number} depth @returns {string | null} */
  const say = (english, depth) => {
    if (depth === 0) return null;
    for (const { parts, text } of forms) {
      const values = gaps(parts, english);
      if (values) return filled(text, values.map((value) => say(value, depth - 1) ?? value));
    }
    return null;
  };
  return (english) => say(english, DEEPEST);
}

/** @param {{parts: string[]}} form */
function letters({ parts }) {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

/** What stands between the parts of a sentence, or null if it is another one. @param {string[]} parts @param {string} sentence */
function gaps(parts, sentence) {
  const last = parts.length - 1;
  if (last === 0) return sentence === parts[0] ? [] : null;
  if (!sentence.startsWith(parts[0])) return null;
  const values = [];
  let at = parts[0].length;
  for (let i = 1; i <= last; i++) {
    const end = i < last ? sentence.indexOf(parts[i], at) : sentence.length - parts[i].length;
    if (end < at || !sentence.startsWith(parts[i], end)) return null;
    values.push(sentence.slice(at, end));
    at = end + parts[i].length;
  }
  return values;
}

/** Puts a sentence, marked as English if it is not translated. @param {Element | null | undefined} element @param {string} english */
export function putRecorded(element, english) {
  if (!element) return;
  const known = translated(english);
  setText(element, known ?? english);
  if (known === null) element.setAttribute('lang', 'en');
  else element.removeAttribute('lang');
}

/** Shows a sentence in a bar, or hides the bar. @param {string} id @param {string | null} english */
export function sayRecorded(id, english) {
  say(id, english === null ? null : worded(english));
  if (english !== null) putRecorded(document.getElementById(id)?.querySelector('.text'), english);
}

/** A sentence in the page's language, or as it is. @param {string} english */
export function worded(english) {
  return translated(english) ?? english;
}
