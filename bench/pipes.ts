/** Bytes through a pipe, on one thread: `node bench/pipes.ts`. */
import { makePipe, PipeHandle } from '../src/vfs/pipe.ts';

const SECONDS = 1;

function measure(size: number): void {
  const spec = makePipe();
  using reader = new PipeHandle(spec, 'read');
  using writer = new PipeHandle(spec, 'write');
  const from = new Uint8Array(size).fill(7);
  const into = new Uint8Array(size);
  let moved = 0;
  let calls = 0;
  const start = performance.now();
  let now = start;
  for (; now - start < SECONDS * 1_000; now = performance.now()) {
    for (let count = 0; count < 1_000; count++, calls += 2) {
      writer.write(from);
      moved += reader.read(into);
    }
  }
  const seconds = (now - start) / 1_000;
  console.log(
    `${String(size).padStart(6)} bytes a call: ${(moved / seconds / 1e9).toFixed(3)} GB/s, ${((seconds / calls) * 1e9).toFixed(0)} ns a call`,
  );
}

for (const size of [1, 64, 4_096, 65_536]) measure(size);
