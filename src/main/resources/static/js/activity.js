// @ts-check
/** A page that is filtered by days: they are those of the reader's own time zone. */

import { now } from './api.js';
import { paintTimes } from './paint.js';

const zone = document.querySelector('input[name="zone"]');
if (zone instanceof HTMLInputElement) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
paintTimes(document, now());
