// @ts-check
/** Small changes of the page that keep the focus and do not interrupt screen readers. */

/** Windows that are narrower, in pixels, belong to phones. */
const NARROW = 640;
/** Pixels between a menu and the window's edge on a phone. */
const EDGE = 8;

/** Sets the text of an element only if it differs. @param {Element} element @param {string} text */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Shows a sentence in a bar, or hides the bar. Screen readers read a new sentence out.
 * @param {string} id @param {string | null} sentence @param {{href: string, text: string}} [link]
 */
export function say(id, sentence, link) {
  const bar = document.getElementById(id);
  if (!bar) return;
  if (sentence === null) {
    hide(bar, true);
    return;
  }
  const text = bar.querySelector('.text');
  const news = bar.hidden;
  if (text) setText(text, sentence);
  if (link) point(bar, link);
  bar.hidden = false;
  if (news && !bar.role) announce(sentence);
}

/** Has a sentence read out by a screen reader after its current one. @param {string} sentence */
export function announce(sentence) {
  const announcer = document.getElementById('announcer');
  if (announcer) announcer.textContent = sentence;
}

/**
 * Disables a button. A focused button keeps the focus, and only looks and acts disabled until it loses it.
 * @param {HTMLButtonElement} button @param {boolean} disabled
 */
export function disable(button, disabled) {
  const focused = button === document.activeElement;
  button.disabled = disabled && !focused;
  button.ariaDisabled = disabled && focused ? 'true' : null;
  if (disabled && focused) button.addEventListener('blur', () => disable(button, isDisabled(button)), { once: true });
}

/** @param {Element | null} button */
export function isDisabled(button) {
  return button instanceof HTMLButtonElement && (button.disabled || button.ariaDisabled === 'true');
}

/** Whether a key is meant for a field or a dialog, or for the browser. @param {KeyboardEvent} event */
export function isTyped({ target, isComposing, altKey, ctrlKey, metaKey }) {
  const field = target instanceof Element && target.closest('input, select, textarea, dialog, [popover]');
  return !!field || isComposing || altKey || ctrlKey || metaKey;
}

/** Hides or shows an element, and moves the focus away from a hidden one. @param {HTMLElement} element @param {boolean} hidden */
export function hide(element, hidden) {
  if (hidden && element.contains(document.activeElement)) focusContent();
  element.hidden = hidden;
}

/** Places a menu below its button; on a phone it is as wide as the window. @param {HTMLElement} button @param {HTMLElement} menu */
export function placeBelow(button, menu) {
  const { bottom, right } = button.getBoundingClientRect();
  menu.style.top = `${bottom + 4}px`;
  menu.style.right = `${innerWidth < NARROW ? EDGE : innerWidth - right}px`;
}

/** Moves the focus to the log, or to the page's content. */
export function focusContent() {
  const content = document.querySelector('.log') ?? document.getElementById('content');
  if (content instanceof HTMLElement) content.focus({ preventScroll: true });
}

/** @param {Element} bar @param {{href: string, text: string}} link */
function point(bar, link) {
  const anchor = bar.querySelector('a');
  if (!anchor) return;
  anchor.href = link.href;
  setText(anchor, link.text);
}
