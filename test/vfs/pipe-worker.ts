/** Writes numbered bytes into a pipe, or reads all there are and reports how many and their sum. */
import { parentPort, workerData } from 'node:worker_threads';
import { WOULD_BLOCK } from '../../src/vfs/file-handle.ts';
import { PipeHandle, type PipeSpec } from '../../src/vfs/pipe.ts';

const { spec, end, total, chunk } = workerData as {
  spec: PipeSpec;
  end: 'read' | 'write';
  total: number;
  chunk: number;
};
const pipe = new PipeHandle(spec, end);
parentPort?.postMessage('open');

// Waiting alone does not keep a thread alive: as on a cpu, something else has to.
const alive = setInterval(() => {}, 1_000_000);

const ready = () => new Promise<void>((resolve) => void pipe.watch(end, resolve));

async function writeAll(): Promise<void> {
  const bytes = new Uint8Array(chunk);
  for (let sent = 0; sent < total; ) {
    for (let index = 0; index < chunk; index++) bytes[index] = (sent + index) & 0xff;
    const count = pipe.write(bytes.subarray(0, Math.min(chunk, total - sent)));
    if (count === WOULD_BLOCK) await ready();
    else sent += count;
  }
}

async function readAll(): Promise<{ count: number; sum: number }> {
  const bytes = new Uint8Array(chunk);
  const seen = { count: 0, sum: 0 };
  for (;;) {
    const count = pipe.read(bytes);
    if (count === 0) return seen;
    if (count === WOULD_BLOCK) await ready();
    else for (const byte of bytes.subarray(0, count)) seen.sum += byte;
    seen.count += Math.max(0, count);
  }
}

const result = end === 'write' ? await writeAll() : await readAll();
pipe.close();
clearInterval(alive);
parentPort?.postMessage(result);
