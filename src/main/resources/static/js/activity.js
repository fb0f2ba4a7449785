// @ts-check
/** The page of what happened: its days are those of the reader's own time zone. */

import { now } from './api.js';
import { paintTimes } from './paint.js';

const zone = document.querySelector('input[name="zone"]');
if (zone instanceof HTMLInputElement) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
paintTimes(document, now());
