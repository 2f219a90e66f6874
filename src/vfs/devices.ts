import { builtin } from '../base/builtin.ts';
import { SysError } from '../base/sys-error.ts';
import { type DirEntry, FileHandle, type FileType, type Stat } from './file-handle.ts';
import { FileServer, type OpenHow } from './file-server.ts';
import { ListedDirectory } from './listed-directory.ts';
import type { ServerSpec } from './server-spec.ts';

interface Device {
  read(into: Uint8Array): number;
  write(from: Uint8Array): number;
}

const take = (from: Uint8Array) => from.length;

/** Bytes that one read gives at most, so that none holds up the cpu. */
const PIECE = 1024 * 1024;

function zeros(into: Uint8Array): number {
  const piece = into.subarray(0, PIECE);
  piece.fill(0);
  return piece.length;
}

function random(into: Uint8Array): number {
  const piece = into.subarray(0, PIECE);
  builtin.crypto.randomFillSync(piece);
  return piece.length;
}

function noSpace(): never {
  throw new SysError('ENOSPC', 'write', 'full');
}

/** The devices there are, with the meaning of null(4), full(4) and random(4). */
const DEVICES: ReadonlyMap<string, Device> = new Map([
  ['null', { read: () => 0, write: take }],
  ['zero', { read: zeros, write: take }],
  ['full', { read: zeros, write: noSpace }],
  ['random', { read: random, write: take }],
  ['urandom', { read: random, write: take }],
]);

const NAMES = [...DEVICES.keys()];

/** Serves `/dev`. */
export class Devices extends FileServer {
  override readonly spec: Extract<ServerSpec, { kind: 'dev' }>;

  constructor(spec: Extract<ServerSpec, { kind: 'dev' }>) {
    super();
    this.spec = spec;
  }

  override open(path: string, how: OpenHow): FileHandle {
    if (path === '') {
      if (how.write) throw new SysError('EISDIR', 'open', path);
      return new ListedDirectory(
        NAMES.map((name) => entryOf(name)),
        statOf('directory', 1n),
      );
    }
    const device = DEVICES.get(path);
    if (device === undefined) throw new SysError(missing(path) ?? (how.create ? 'EROFS' : 'ENOENT'), 'open', path);
    if (how.create && how.exclusive) throw new SysError('EEXIST', 'open', path);
    if (how.directory) throw new SysError('ENOTDIR', 'open', path);
    return new DeviceHandle(device, statOf('char', entryOf(path).ino));
  }

  override stat(path: string): Stat {
    if (path === '') return statOf('directory', 1n);
    if (!DEVICES.has(path)) throw new SysError(missing(path) ?? 'ENOENT', 'stat', path);
    return statOf('char', entryOf(path).ino);
  }
}

class DeviceHandle extends FileHandle {
  override readonly type: FileType = 'char';
  override readonly seekable = false;
  readonly #device: Device;
  readonly #stat: Stat;

  constructor(device: Device, stat: Stat) {
    super();
    this.#device = device;
    this.#stat = stat;
  }

  override stat(): Stat {
    return this.#stat;
  }

  override read(into: Uint8Array): number {
    return this.#device.read(into);
  }

  override write(from: Uint8Array): number {
    return this.#device.write(from);
  }
}

/** Nothing lies below a device. */
function missing(path: string): 'ENOTDIR' | undefined {
  return DEVICES.has(path.split('/', 1)[0] ?? '') ? 'ENOTDIR' : undefined;
}

function entryOf(name: string): DirEntry {
  return { name, ino: BigInt(NAMES.indexOf(name) + 2), type: 'char' };
}

function statOf(type: FileType, ino: bigint): Stat {
  return { dev: 2n, ino, type, nlink: 1n, size: 0n, atim: 0n, mtim: 0n, ctim: 0n };
}
