import { once } from 'node:events';
import { expect, test } from 'vitest';
import { beside } from './beside.ts';
import { Tailing } from './tailing.ts';

/** Writes numbered lines, with rests between in which others may look; renames, copies and truncates, and compresses in turn. */
const MIXES = `
  const zlib = require('zlib');
  let fd = fs.openSync(path, 'a');
  const [lines, each, rest] = args.map(Number);
  const shift = () => {
    for (let old = 30; old > 0; old--) if (fs.existsSync(path + '.' + old)) fs.renameSync(path + '.' + old, path + '.' + (old + 1));
  };
  const ways = [
    () => { shift(); fs.renameSync(path, path + '.1'); fs.closeSync(fd); fd = fs.openSync(path, 'a'); },
    () => { shift(); fs.copyFileSync(path, path + '.1'); fs.truncateSync(path); },
    () => { fs.copyFileSync(path, path + '.' + Date.now()); },
    () => { fs.writeFileSync(path + '.gz', zlib.gzipSync(fs.readFileSync(path))); fs.copyFileSync(path, path + '.old'); },
    () => { shift(); fs.copyFileSync(path, path + '.1'); fs.renameSync(path, path + '.old'); fs.closeSync(fd); fd = fs.openSync(path, 'a'); },
  ];
  for (let line = 0; line < lines; line++) {
    if (line > 0 && line % each === 0) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, rest);
      for (let more = 0; more < 20; more++) fs.writeSync(fd, line + '.' + more + '\\n');
      ways[(line / each) % ways.length]();
    }
    fs.writeSync(fd, line + '\\n');
  }`;

const written = (lines: number, each: number): string[] =>
  Array.from({ length: lines }, (_, line) =>
    line > 0 && line % each === 0
      ? [...Array.from({ length: 20 }, (_none, more) => `${line}.${more}`), String(line)]
      : [String(line)],
  ).flat();

test.for([[1_000, 15]] as const)(
  'renamed, truncated, copied and compressed every %d lines, after rests of %d ms: each line once',
  async ([each, rest]) => {
    using tailing = new Tailing({ 'app.log': '' });
    await tailing.tailed.add(tailing.path('app.log'));
    const lines = 40 * each;
    const writer = beside(MIXES, tailing.path('app.log'), String(lines), String(each), String(rest));
    expect(await once(writer, 'exit')).toEqual([0, null]);
    await tailing.until(() => tailing.text('app.log').includes(`\n${lines - 1}\n`));
    const read = tailing.text('app.log').split('\n').slice(0, -1);
    expect(read.length).toBe(new Set(read).size);
    expect(new Set(read)).toEqual(new Set(written(lines, each)));
  },
);
