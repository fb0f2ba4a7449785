import { hashOf, linesOf } from '/js/line-links.js';
import { equal, test } from './testing.js';

test('an address counts lines from 1, the page from 0', () => {
  equal(linesOf('#L1'), { from: 0, to: 0 });
  equal(linesOf('#L120-L140'), { from: 119, to: 139 });
});

test('a range may be written from its end', () => equal(linesOf('#L140-L120'), { from: 119, to: 139 }));

test('what is no line is no address', () => {
  equal(['', '#', '#history', '#L', '#L0', '#L01', '#L-1', '#L1.5', '#L1-2', '#L1-L', '#L1000000000000000', '#L1x']
    .map(linesOf).filter((range) => range !== null), []);
});

test('a range and its address belong together', () => {
  equal(['#L7', '#L7-L9'].map((hash) => hashOf(linesOf(hash))), ['#L7', '#L7-L9']);
});
