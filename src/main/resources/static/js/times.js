// @ts-check
/** A page's times to the second, in the reader's own zone; the server's words stay as their titles. */

import { local } from './format.js';

for (const time of document.querySelectorAll('time[datetime]')) {
  if (!(time instanceof HTMLTimeElement)) continue;
  time.title = time.textContent ?? '';
  time.textContent = local(time.dateTime);
}
