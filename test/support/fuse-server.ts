import { closeSync, openSync, read, readdirSync, readSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A file system in user space that shows the files of one folder, and answers nothing once its parent says 'hang'. It talks to the kernel
 * by the protocol of linux/fuse.h over descriptor 3, which is mounted by then.
 */
const [, , folder = '.'] = process.argv;

const DEVICE = 3;
const ROOT = 1n;
const HEADER_IN = 40;
const HEADER_OUT = 16;
const ENOENT = 2;
const ENOSYS = 38;
const S_IFDIR = 0o040755;
const S_IFREG = 0o100644;
const DIRECT_IO = 1;

const names: string[] = [];
const held: Request[] = [];
const buffer = Buffer.alloc(256 * 1024);
let hung = false;

interface Request {
  readonly op: number;
  readonly unique: bigint;
  readonly node: bigint;
  readonly body: Buffer;
}

type Answer = Buffer | number | undefined;

const OPERATIONS: Readonly<Record<number, (request: Request) => Answer>> = {
  1: ({ body }) => lookedUp(body.toString('utf8', 0, body.length - 1)),
  2: () => undefined,
  3: ({ node }) => withTimes(16, attributes(node)),
  14: opened,
  15: ({ node, body }) => readPiece(node, body),
  17: () => Buffer.alloc(80),
  18: () => Buffer.alloc(0),
  25: () => Buffer.alloc(0),
  26: () => initAnswer(),
  27: opened,
  28: ({ body }) => listed(Number(body.readBigUInt64LE(8)), body.readUInt32LE(16)),
  29: () => Buffer.alloc(0),
  36: () => undefined,
  42: () => undefined,
};

function opened(): Buffer {
  const answer = Buffer.alloc(16);
  answer.writeUInt32LE(DIRECT_IO, 8);
  return answer;
}

function initAnswer(): Buffer {
  const answer = Buffer.alloc(64);
  answer.writeUInt32LE(7, 0);
  answer.writeUInt32LE(31, 4);
  answer.writeUInt32LE(65_536, 20);
  return answer;
}

function lookedUp(name: string): Answer {
  if (!names.includes(name)) names.push(name);
  const node = ROOT + 1n + BigInt(names.indexOf(name));
  const found = attributes(node);
  if (typeof found === 'number') return found;
  const head = Buffer.alloc(40);
  head.writeBigUInt64LE(node, 0);
  return Buffer.concat([head, found]);
}

function pathOf(node: bigint): string {
  return node === ROOT ? folder : join(folder, names[Number(node - ROOT) - 1] ?? '');
}

function attributes(node: bigint): Buffer | number {
  const stat = statSync(pathOf(node), { throwIfNoEntry: false });
  if (stat === undefined) return ENOENT;
  const attr = Buffer.alloc(88);
  attr.writeBigUInt64LE(node, 0);
  attr.writeBigUInt64LE(BigInt(stat.size), 8);
  for (const at of [24, 32, 40]) attr.writeBigUInt64LE(BigInt(Math.floor(stat.mtimeMs / 1000)), at);
  attr.writeUInt32LE(stat.isDirectory() ? S_IFDIR : S_IFREG, 60);
  attr.writeUInt32LE(1, 64);
  attr.writeUInt32LE(4096, 80);
  return attr;
}

function withTimes(bytes: number, attr: Buffer | number): Answer {
  return typeof attr === 'number' ? attr : Buffer.concat([Buffer.alloc(bytes), attr]);
}

function readPiece(node: bigint, body: Buffer): Answer {
  const piece = Buffer.alloc(body.readUInt32LE(16));
  const fd = openSync(pathOf(node), 'r');
  try {
    return piece.subarray(0, readSync(fd, piece, 0, piece.length, Number(body.readBigUInt64LE(8))));
  } finally {
    closeSync(fd);
  }
}

function listed(offset: number, most: number): Buffer {
  const entries = readdirSync(folder)
    .slice(offset)
    .map((name, at) => {
      const bytes = Buffer.from(name);
      const entry = Buffer.alloc(Math.ceil((24 + bytes.length) / 8) * 8);
      entry.writeBigUInt64LE(99n, 0);
      entry.writeBigUInt64LE(BigInt(offset + at + 1), 8);
      entry.writeUInt32LE(bytes.length, 16);
      entry.writeUInt32LE(8, 20);
      bytes.copy(entry, 24);
      return entry;
    });
  while (entries.reduce((sum, { length }) => sum + length, 0) > most) entries.pop();
  return Buffer.concat(entries);
}

function answer(request: Request): void {
  const result = (OPERATIONS[request.op] ?? (() => ENOSYS))(request);
  if (result === undefined) return;
  const body = typeof result === 'number' ? Buffer.alloc(0) : result;
  const head = Buffer.alloc(HEADER_OUT);
  head.writeUInt32LE(HEADER_OUT + body.length, 0);
  head.writeInt32LE(typeof result === 'number' ? -result : 0, 4);
  head.writeBigUInt64LE(request.unique, 8);
  try {
    writeSync(DEVICE, Buffer.concat([head, body]));
  } catch {
    // The request was taken back meanwhile.
  }
}

/** One request after the other, until the file system is unmounted. */
function serve(): void {
  read(DEVICE, buffer, 0, buffer.length, null, (error, length) => {
    if (error?.code === 'ENODEV') process.exit(0);
    if (error === null) take(Buffer.from(buffer.subarray(0, length)));
    serve();
  });
}

function take(bytes: Buffer): void {
  const [op, unique, node] = [bytes.readUInt32LE(4), bytes.readBigUInt64LE(8), bytes.readBigUInt64LE(16)];
  const request = { op, unique, node, body: bytes.subarray(HEADER_IN) };
  if (!hung) return answer(request);
  held.push(request);
  process.send?.('held');
}

process.on('message', (word) => {
  hung = word === 'hang';
  if (!hung) for (const request of held.splice(0)) answer(request);
  process.send?.(word);
});
process.on('disconnect', () => process.exit(0));
serve();
