// What xterm shows of a log under a terminal of 160 columns and 100 rows: a line for each line, soft wraps joined.
//   npm install @xterm/headless@6.0.0 @xterm/addon-unicode11@0.9.0; node xterm-lines.mjs <NAME.raw >NAME.txt
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

// Packages are looked up where this is started
const need = createRequire(process.cwd() + '/');
const { Terminal } = need('@xterm/headless');
const { Unicode11Addon } = need('@xterm/addon-unicode11');

// The terminal of a run passes a line feed on as it is
const terminal = new Terminal({ cols: 160, rows: 100, scrollback: 100_000, convertEol: true, allowProposedApi: true });
terminal.loadAddon(new Unicode11Addon());
terminal.unicode.activeVersion = '11';
await new Promise((done) => terminal.write(readFileSync(0), done));

const rows = Array.from({ length: terminal.buffer.normal.length }, (_, i) => terminal.buffer.normal.getLine(i));
const lines = [];
rows.forEach((row, i) => {
  const text = row.translateToString(!rows[i + 1]?.isWrapped);
  if (row.isWrapped) lines[lines.length - 1] += text;
  else lines.push(text);
});
process.stdout.write(lines.map((line) => `${line.trimEnd()}\n`).join('').replace(/\n+$/, '\n'));
