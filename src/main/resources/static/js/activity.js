// @ts-check
/** The filter of the activity page: days begin and end in the reader's time zone. */

import { now } from './api.js';
import { paintTimes } from './paint.js';

const zone = document.querySelector('input[name="zone"]');
if (zone instanceof HTMLInputElement) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
paintTimes(document, now());
