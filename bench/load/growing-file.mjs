// Writes lines of 80 bytes to a file, so many a second, until it is ended: node growing-file.mjs FILE LINES
import { closeSync, openSync, writeSync } from 'node:fs';

const [file, perSecond] = [process.argv[2], Number(process.argv[3])];
const EACH_MS = 10;
const lines = Math.round((perSecond * EACH_MS) / 1_000);
const piece = Buffer.from(`2026-01-01T00:00:00.000Z INFO ${'x'.repeat(49)}\n`.repeat(lines));
const descriptor = openSync(file, 'a');
const begin = performance.now();
let written = 0;
const writing = setInterval(() => {
  for (; written * EACH_MS < performance.now() - begin; written++) writeSync(descriptor, piece);
}, EACH_MS);
process.on('SIGTERM', () => {
  clearInterval(writing);
  closeSync(descriptor);
});
