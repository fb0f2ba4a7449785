// @ts-check
/** The texts of the page's language, from the server's message bundles (see Language.java). */

const { lang } = document.documentElement;
const address = document.getElementById('texts')?.getAttribute('href');
/** @type {{default: Record<string, string>, recorded: [string, string][]}} */
const { default: TEXTS, recorded } = address ? await import(address) : { default: {}, recorded: [] };

/** English sentences of the server, and what they are in the page's language. */
export const RECORDED = recorded;

const plurals = new Intl.PluralRules(lang);
const grouped = new Intl.NumberFormat(lang);
const tenths = new Intl.NumberFormat(lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** @param {string} key @param {...unknown} values stand where the text says {0}, {1}, as they are @returns {string} */
export function text(key, ...values) {
  return filled(TEXTS[key] ?? key, values);
}

/** @param {string} text @param {unknown[]} values stand where it says {0}, {1} @returns {string} */
export function filled(text, values) {
  return text.replace(/\{(\d)\}/g, (place, index) => String(values[index] ?? place));
}

/** @param {string} key @returns {boolean} */
export function hasText(key) {
  return key in TEXTS;
}

/** A text that counts. @param {string} key @param {number} count stands where it says {0} @param {...unknown} more @returns {string} */
export function countText(key, count, ...more) {
  return text(`${key}.${plurals.select(count)}`, number(count), ...more);
}

/** @param {number} whole @returns {string} like 1,234 */
export function number(whole) {
  return grouped.format(whole);
}

/** @param {number} value @returns {string} like 1.5 */
export function decimal(value) {
  return tenths.format(value);
}

/** @returns {string} the reader's own locale of the page's language, for days and times */
export function locale() {
  return navigator.languages.find((tag) => tag === lang || tag.startsWith(`${lang}-`)) ?? lang;
}
