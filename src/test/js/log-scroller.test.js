import { LogScroller } from '/js/log-scroller.js';
import { equal, shown, test, until } from './testing.js';

const HEIGHT = 400;

/** A panel with a log of so many pixels, at its end. @param {number} total */
function scrollerOf(total) {
  const panel = shown(`<div style="position:relative;height:${HEIGHT}px;overflow:auto">
    <div style="position:absolute;width:1px"></div></div>`);
  let moved = 0;
  const scroller = new LogScroller(panel, panel.firstElementChild, () => moved++);
  scroller.fit(total);
  return { panel, scroller, moved: () => moved };
}

/** What a scrollbar, a wheel or a finger does. */
async function scroll({ panel, moved }, to) {
  const before = moved();
  panel.scrollTop = to;
  await until(() => moved() > before, 'the scroll event');
}

test('a log is shown at its end and follows it', () => {
  const { scroller, panel } = scrollerOf(2000);
  equal([scroller.top, panel.scrollTop, scroller.following], [1600, 1600, true]);
  scroller.fit(3000);
  equal([scroller.top, panel.scrollTop], [2600, 2600]);
});

test('whoever scrolls up stays there while the log grows', async () => {
  const made = scrollerOf(2000);
  await scroll(made, 1500);
  made.scroller.fit(3000);
  equal([made.scroller.top, made.scroller.following], [1500, false]);
});

test('whoever comes back to the end follows again', async () => {
  const made = scrollerOf(2000);
  await scroll(made, 1500);
  await scroll(made, 1600);
  equal(made.scroller.following, true);
});

test('a log that fits is followed', () => {
  const { scroller } = scrollerOf(100);
  scroller.hold();
  equal([scroller.following, scroller.end], [true, 0]);
});

test('a log that is higher than a browser allows is reached by the scrollbar, from end to end', async () => {
  const made = scrollerOf(500_000_000);
  const { scroller, panel } = made;
  equal(panel.scrollHeight, 3_000_000);
  equal(scroller.top, 500_000_000 - HEIGHT);
  await scroll(made, 0);
  equal(scroller.top, 0);
  await scroll(made, 1_500_000);
  equal(Math.abs(scroller.top / 250_000_000 - 1) < 0.01, true);
  await scroll(made, 3_000_000);
  equal([scroller.top, scroller.following], [500_000_000 - HEIGHT, true]);
});

test('a wheel moves such a log by what it moves any other', async () => {
  const made = scrollerOf(500_000_000);
  await scroll(made, 1_500_000);
  const { top } = made.scroller;
  await scroll(made, made.panel.scrollTop + 120);
  equal(Math.round(made.scroller.top - top), 120);
});

test('a place can be gone to', () => {
  const { scroller, panel } = scrollerOf(2000);
  scroller.to(500);
  equal([scroller.top, panel.scrollTop, scroller.following], [500, 500, false]);
  scroller.to(1e9);
  equal([scroller.top, scroller.following], [1600, true]);
});
