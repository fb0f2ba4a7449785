// @ts-check
/** Shows a page's times to the second, in the reader's time zone; the server's text stays as the title. */

import { local } from './format.js';

for (const time of document.querySelectorAll('time[datetime]')) {
  if (!(time instanceof HTMLTimeElement)) continue;
  time.title = time.textContent ?? '';
  time.textContent = local(time.dateTime);
}
