import { createHash } from 'node:crypto';

const text = (name: string) => [name.length, ...Buffer.from(name)];
const section = (id: number, content: readonly number[]) => [id, content.length, ...content];

/** A module that exits with a status below 64. */
export function exitWith(status: number): Uint8Array<ArrayBuffer> {
  const i32 = 0x7f;
  const body = [0, 0x41, status, 0x10, 0, 0x0b];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [2, 0x60, 1, i32, 0, 0x60, 0, 0]),
    ...section(2, [1, ...text('wasi_snapshot_preview1'), ...text('proc_exit'), 0, 0]),
    ...section(3, [1, 1]),
    ...section(5, [1, 0, 0]),
    ...section(7, [2, ...text('_start'), 0, 1, ...text('memory'), 2, 0]),
    ...section(10, [1, body.length, ...body]),
  ]);
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
