// @ts-check
/** Requests for the server's JSON, and the errors of such requests. */

import { text } from './texts.js';

const { root = '/', tooOld } = document.documentElement.dataset;
// Then no module that asks the server runs: the page works as without scripts.
if (tooOld !== undefined) throw new Error('This browser is too old for live pages.');

/** @param {string} path */
export function url(path) {
  return root + path;
}

/** The server refused the request and gave the reason. */
export class Refused extends Error {
  /** @param {number} status @param {{detail?: string, link?: string, linkText?: string}} problem */
  constructor(status, problem) {
    super(problem.detail ?? text('live.answered', status));
    this.status = status;
    this.problem = problem;
  }
}

/** The session has ended. */
export class SignedOut extends Error {}

/** Milliseconds after which a request is given up: a connection may be dead without notice. */
const PATIENCE = 30_000;

let wire = new AbortController();

/** After a reconnect: aborts the pending requests on the old connection and sends them again. */
export function rewire() {
  wire.abort();
  wire = new AbortController();
}

/** @param {string} path @param {AbortSignal} [signal] @returns {Promise<any>} */
export async function getJson(path, signal) {
  return get(path, 'no-cache', signal);
}

/**
 * Like `getJson`, but from the browser's cache where the server allows it.
 * @param {string} path @param {AbortSignal} [signal] @returns {Promise<any>}
 */
export async function getImmutable(path, signal) {
  return get(path, 'default', signal);
}

/** @param {string} path @param {RequestCache} cache @param {AbortSignal} [signal] @returns {Promise<any>} */
async function get(path, cache, signal) {
  return ask(path, { cache }, json, signal);
}

/**
 * What is there if it is another version than the known one; `body` is null if it is not.
 * @param {string} path @param {string | null} known its tag @returns {Promise<{tag: string | null, body: any}>}
 */
export async function getIfChanged(path, known) {
  /** @param {Response} answer */
  const read = async (answer) => ({
    tag: answer.headers.get('ETag'),
    body: answer.status === 304 ? null : await json(answer),
  });
  return ask(path, { cache: 'no-store', headers: known ? { 'If-None-Match': known } : {} }, read);
}

/**
 * @template T @param {string} path @param {RequestInit} request @param {(answer: Response) => Promise<T>} read
 * @param {AbortSignal} [signal] @returns {Promise<T>}
 */
async function ask(path, request, read, signal) {
  const over = wire.signal;
  const signals = [over, AbortSignal.timeout(PATIENCE), ...(signal ? [signal] : [])];
  try {
    const headers = { Accept: 'application/json', ...request.headers };
    const answer = await fetch(url(path), { ...request, headers, signal: AbortSignal.any(signals) });
    // What the browser has kept tells when it was fetched first.
    if (request.cache !== 'default') setClock(answer);
    return await read(answer);
  } catch (problem) {
    if (over.aborted && !signal?.aborted) return ask(path, request, read, signal);
    throw problem;
  }
}

/** @param {string} path @param {object} [content] sent as JSON @returns {Promise<any>} */
export async function post(path, content) {
  const body = content ? JSON.stringify(content) : null;
  /** @type {Record<string, string>} */
  const type = body ? { 'Content-Type': 'application/json' } : {};
  const send = () => fetch(url(path), { method: 'POST', body, headers: { Accept: 'application/json', ...type, ...csrfHeaders() } });
  let answer = await send();
  if (answer.status === 403) {
    // The session has ended, or it is another one, for which this page's token is invalid.
    await getJson('api/apps');
    if (await renewCsrf()) answer = await send();
  }
  return json(answer);
}

/** @returns {Record<string, string>} */
export function csrfHeaders() {
  const token = meta('_csrf');
  const header = meta('_csrf_header');
  return token && header ? { [header.content]: token.content } : {};
}

/** Reads the CSRF token again. Returns whether it has changed. */
export async function renewCsrf() {
  const page = await getPage(location.href).catch(() => null);
  const fresh = /** @type {HTMLMetaElement | null} */ (page?.querySelector('meta[name="_csrf"]') ?? null);
  const mine = meta('_csrf');
  if (!fresh || !mine || page?.documentElement.dataset.signedIn === undefined) return false;
  const renewed = fresh.content !== mine.content;
  mine.content = fresh.content;
  for (const field of document.querySelectorAll('input[name="_csrf"]')) {
    if (field instanceof HTMLInputElement) field.value = fresh.content;
  }
  return renewed;
}

/** A page as the server renders it now. @param {string} address @returns {Promise<Document>} */
export async function getPage(address) {
  const answer = await fetch(address, { headers: { Accept: 'text/html' }, cache: 'no-cache', signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok) throw new Refused(answer.status, {});
  return new DOMParser().parseFromString(await answer.text(), 'text/html');
}

let skew = 0;

/** The server's time, as this page estimates it. */
export function now() {
  return Date.now() + skew;
}

/** @param {Response} answer one that came from the server just now */
function setClock(answer) {
  const ahead = Date.parse(answer.headers.get('Date') ?? '') + 500 - Date.now();
  skew = Math.abs(ahead) > 2000 ? ahead : 0;
}

/** @param {Response} answer */
async function json(answer) {
  if (answer.status === 401 || answer.redirected) throw new SignedOut('Your session has ended.');
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(answer.status, body);
  return body;
}

/** @param {string} name @returns {HTMLMetaElement | null} */
function meta(name) {
  return document.querySelector(`meta[name="${name}"]`);
}
