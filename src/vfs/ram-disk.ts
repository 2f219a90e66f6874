import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { builtin } from '../base/builtin.ts';
import { LEAST_RAM_INODES, MOST_RAM_INODES, RAM_BYTES_AN_INODE } from '../base/limits.ts';
import { SysError } from '../base/sys-error.ts';

import { onHost } from './host-error.ts';
import { InodeTable } from './inode-table.ts';
import type { ServerSpec } from './server-spec.ts';
import { Space } from './space.ts';

/** Where files are memory. */
const MEMORY = '/dev/shm';
const PREFIX = 'wasitop-ram';

/** A ram disk's place on the host. All threads serve it from the spec; who made it closes it. */
export interface RamDisk extends Disposable {
  readonly spec: Extract<ServerSpec, { kind: 'ram' }>;
  /** False where the host's memory file system is missing or too small, so that the files lie in the temporary directory: say so. */
  readonly inMemory: boolean;
  /** Lets go of what a thread that is gone had open on it. */
  abandon(thread: number): void;
  /** Removes the disk with all that is in it. */
  close(): void;
}

/**
 * Makes a private directory for a ram disk of at most `bytes` bytes of contents, and as many inodes as go with them.
 * @param id of the server, see `Servers`
 * @param places where it may lie, best first
 * @throws SysError ENOSPC or EACCES where the host has no place for it.
 */
export function makeRamDisk(
  id: number,
  name: string,
  bytes: number,
  places: readonly string[] = [MEMORY, os.tmpdir()],
): RamDisk {
  const place = places.find((candidate) => hasRoom(candidate, bytes)) ?? places.at(-1);
  if (place === undefined) throw new SysError('ENOSPC', 'make ram disk', name);
  const directory = path.join(
    place,
    [PREFIX, ...ownerOf(process.pid), builtin.crypto.randomBytes(6).toString('hex')].join('-'),
  );
  onHost('make ram disk', name, () => fs.mkdirSync(directory, { mode: 0o700 }));
  const inodes = inodesOf(bytes);
  const [space, table] = [Space.allocate(bytes, inodes), InodeTable.allocate(inodes)];
  const close = () => fs.rmSync(directory, { recursive: true, force: true });
  return {
    spec: { kind: 'ram', id, name, directory, space, inodes: table },
    inMemory: place === MEMORY,
    abandon: (thread) => new InodeTable(table).abandon(thread, new Space(space)),
    close,
    [Symbol.dispose]: close,
  };
}

function inodesOf(bytes: number): number {
  return Math.min(MOST_RAM_INODES, Math.max(LEAST_RAM_INODES, Math.ceil(bytes / RAM_BYTES_AN_INODE)));
}

/** Removes the ram disks of this user's processes that died without doing so. @returns how many there were */
export function sweepRamDisks(places: readonly string[] = [MEMORY, os.tmpdir()]): number {
  let removed = 0;
  for (const place of new Set(places)) {
    for (const name of namesIn(place)) {
      if (!isLeftOver(place, name)) continue;
      fs.rmSync(path.join(place, name), { recursive: true, force: true });
      removed++;
    }
  }
  return removed;
}

function isLeftOver(place: string, name: string): boolean {
  if (!name.startsWith(`${PREFIX}-`)) return false;
  const [boot, space, pid, start] = name.slice(PREFIX.length + 1).split('-');
  const stat = fs.lstatSync(path.join(place, name), { throwIfNoEntry: false });
  if (!stat?.isDirectory() || stat.uid !== process.getuid?.() || start === undefined) return false;
  const [thisBoot, thisSpace] = ownerOf(process.pid);
  if (boot !== thisBoot) return true;
  // The numbers of processes in another container mean nothing here.
  return space === thisSpace && startOf(Number(pid)) !== start;
}

/** Who owns a disk: boot, space of process numbers, number, start; no dash in any of them. */
function ownerOf(pid: number): string[] {
  const boot = fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim().replaceAll('-', '');
  const space = /\d+/.exec(fs.readlinkSync('/proc/self/ns/pid'))?.[0] ?? '0';
  return [boot, space, String(pid), startOf(pid) ?? '0'];
}

/** When a process started, in clock ticks since boot (field 22 of proc_pid_stat(5)); undefined for one that is gone. */
function startOf(pid: number): string | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name, in parentheses, may hold anything.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

function hasRoom(place: string, bytes: number): boolean {
  try {
    fs.accessSync(place, fs.constants.W_OK | fs.constants.X_OK);
    const { bavail, bsize } = fs.statfsSync(place);
    return bavail * bsize >= bytes;
  } catch {
    return false;
  }
}

function namesIn(place: string): string[] {
  try {
    return fs.readdirSync(place);
  } catch {
    return [];
  }
}
