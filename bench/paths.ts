/** What it costs to name files: `node bench/paths.ts`. Beside it node:wasi's way (plain node:fs on a whole path) for comparison. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Namespace } from '../src/namespace/namespace.ts';
import { READ_ONLY } from '../src/vfs/file-server.ts';
import { HostDirectory } from '../src/vfs/host-directory.ts';

const CALLS = 20_000;

function measure(name: string, call: () => void): void {
  for (let warm = 0; warm < CALLS / 4; warm++) call();
  const rounds = [0, 1, 2, 3, 4].map(() => {
    const start = process.hrtime.bigint();
    for (let count = 0; count < CALLS; count++) call();
    return Number(process.hrtime.bigint() - start) / CALLS / 1_000;
  });
  console.log(
    `${name.padEnd(44)} ${Math.min(...rounds)
      .toFixed(2)
      .padStart(7)} µs`,
  );
}

function missing(call: () => unknown): () => void {
  return () => {
    try {
      call();
    } catch {
      return;
    }
    throw new Error('the file was not to be there');
  };
}

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'wasitop-bench-'));
try {
  using server = new HostDirectory({ kind: 'host', id: 1, name: 'bench', directory });
  const namespace = new Namespace().mount(server, '/data').mount(server, '/other');
  for (const depth of [1, 4, 8]) {
    const folder = Array.from({ length: depth - 1 }, (_, index) => `d${index}`).join('/');
    const file = path.posix.join(folder, 'file');
    fs.mkdirSync(path.join(directory, folder), { recursive: true });
    fs.writeFileSync(path.join(directory, file), 'x');
    const whole = path.join(directory, file);
    measure(`depth ${depth}: node:fs open + close`, () => fs.closeSync(fs.openSync(whole, 'r')));
    measure(`depth ${depth}: open + close`, () =>
      (namespace.open('/data', file, READ_ONLY, true) as { handle: Disposable }).handle[Symbol.dispose](),
    );
    measure(`depth ${depth}: stat`, () => void namespace.stat('/data', file, true));
    measure(
      `depth ${depth}: open of a missing file`,
      missing(() => namespace.open('/data', `${file}-no`, READ_ONLY, true)),
    );
  }
  fs.symlinkSync('d0', path.join(directory, 'link'));
  measure('depth 3 through a link: open + close', () =>
    (namespace.open('/data', 'link/d1/d2', READ_ONLY, true) as { handle: Disposable }).handle[Symbol.dispose](),
  );
  const { handle } = namespace.open('/data', 'file', READ_ONLY, true) as {
    handle: import('../src/vfs/file-handle.ts').FileHandle;
  };
  const bytes = new Uint8Array(64);
  measure('read of 64 bytes', () => void handle.read(bytes, 0));
  handle.close();
} finally {
  fs.rmSync(directory, { recursive: true });
}
