import fs from 'node:fs';

const ROUNDS = 5;

/** Bytes of a call, and how many calls go through the file of `data`, as in guests/syscalls.c. */
const PIECE_BYTES = 1_024;
const PIECES = 64;

/**
 * What the cheapest way costs that Node offers for a call, in nanoseconds: no WASI in JavaScript can be faster. Reads and writes go
 * between a wasm memory and the places of a file in turn. A file is opened by proving that a path leads to the inode that a
 * descriptor names, and opening that.
 * @param directory has `data` and `file`
 */
export function floors(directory: string, calls: number): ReadonlyMap<string, number> {
  const path = `${directory}/file`;
  const data = fs.openSync(`${directory}/data`, 'r+');
  const named = fs.openSync(path, 'r');
  const bytes = new Uint8Array(new WebAssembly.Memory({ initial: 1 }).buffer, 0, PIECE_BYTES);
  const at = (call: number) => (call % PIECES) * PIECE_BYTES;
  const figures = new Map([
    ['fd_write', best(calls, (call) => fs.writeSync(data, bytes, 0, PIECE_BYTES, at(call)))],
    ['fd_read', best(calls, (call) => fs.readSync(data, bytes, 0, PIECE_BYTES, at(call)))],
    ['clock_time_get', best(calls, () => process.hrtime.bigint())],
    [
      'path_open-1',
      best(calls, () => {
        fs.lstatSync(path, { bigint: true });
        fs.closeSync(fs.openSync(`/proc/self/fd/${named}`, 'r'));
      }),
    ],
  ]);
  for (const fd of [data, named]) fs.closeSync(fd);
  return figures;
}

function best(calls: number, call: (count: number) => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    for (let count = 0; count < calls; count++) call(count);
    least = Math.min(least, performance.now() - start);
  }
  return (least / calls) * 1e6;
}
