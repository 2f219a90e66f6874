import { join } from '../base/path.ts';
import { SysError } from '../base/sys-error.ts';
import type { Mount } from '../namespace/mount.ts';
import type { Namespace } from '../namespace/namespace.ts';
import type { DirEntry, FileHandle } from '../vfs/file-handle.ts';
import { READ_ONLY } from '../vfs/file-server.ts';
import { LISTING_PIECE } from '../vfs/listing.ts';

/** What a copy may hold: all of it is in memory twice. */
export const MOST_IMAGE_BYTES = 256 * 1024 ** 2;
export const MOST_IMAGE_FILES = 20_000;

/** What a write-back that was cut off leaves beside a file; nobody is still writing one that is older than an hour. */
const LEFT_OVER = /^\.wasitop-[0-9a-f]{12}$/;
const ABANDONED_NS = 3_600_000_000_000n;

/** A file as it was when the task started. */
export interface ImageFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where it lies: the path without links. */
  readonly path: string;
}

/** A copy of what a namespace shows of its mounts, by absolute namespace path. */
export interface Image {
  readonly files: ReadonlyMap<string, ImageFile>;
  /** Parents before what is in them. */
  readonly directories: ReadonlySet<string>;
  /** Files that a write-back left behind which was cut off. */
  readonly leftOver: readonly string[];
}

/** The mounts that are copied: files of the host and ram disks. Devices and the kernel's files are not there in a copy. */
export function copiedMounts(namespace: Namespace): readonly Mount[] {
  return namespace.mounts.filter(({ layers }) =>
    layers.every(({ server }) => server.spec.kind === 'host' || server.spec.kind === 'ram'),
  );
}

/**
 * Copies the mounts of a namespace. Links to files become the files that they lead to; other links are left out, as
 * are devices, sockets and FIFOs.
 * @param stop asked between files: whether to give up
 * @throws SysError EFBIG where it is too much, ECANCELED where it was told to stop.
 */
export function copyIn(namespace: Namespace, stop: () => boolean): Image {
  const files = new Map<string, ImageFile>();
  const directories = new Set(['/']);
  const leftOver: string[] = [];
  let total = 0;

  const addFile = (path: string): void => {
    using opened = openFile(namespace, path);
    if (opened === undefined) return;
    const size = Number(opened.handle.stat().size);
    total += size;
    if (total > MOST_IMAGE_BYTES || files.size >= MOST_IMAGE_FILES) throw tooLarge(path);
    files.set(path, { bytes: readAll(opened.handle, size), path: opened.path });
  };

  const addDirectory = (path: string): void => {
    directories.add(path);
    for (const { name, type } of entriesOf(namespace, path)) {
      if (stop()) throw new SysError('ECANCELED', 'copy', path);
      const inside = `/${join(path.slice(1), name)}`;
      if (type === 'file' && LEFT_OVER.test(name)) {
        if (isAbandoned(namespace, inside)) leftOver.push(inside);
      } else if (type === 'directory') addDirectory(inside);
      else if (type === 'file' || type === 'symlink') addFile(inside);
    }
  };

  for (const { at } of copiedMounts(namespace)) {
    for (let slash = at.indexOf('/', 1); slash > 0; slash = at.indexOf('/', slash + 1))
      directories.add(at.slice(0, slash));
    addDirectory(at);
  }
  return { files, directories, leftOver };
}

function isAbandoned(namespace: Namespace, path: string): boolean {
  using opened = openFile(namespace, path);
  return opened !== undefined && BigInt(Date.now()) * 1_000_000n - opened.handle.stat().mtim > ABANDONED_NS;
}

interface OpenFile extends Disposable {
  readonly handle: FileHandle;
  readonly path: string;
}

/** Undefined for what is no file, leads nowhere, or is not ours to read: it is not in the copy. */
function openFile(namespace: Namespace, path: string): OpenFile | undefined {
  try {
    const opened = namespace.open('/', path.slice(1), READ_ONLY, true);
    if (opened instanceof Promise) return undefined;
    const { handle, path: target } = opened;
    if (handle.type === 'file') return { handle, path: target, [Symbol.dispose]: () => handle.close() };
    handle.close();
    return undefined;
  } catch (error) {
    if (error instanceof SysError) return undefined;
    throw error;
  }
}

function entriesOf(namespace: Namespace, path: string): readonly DirEntry[] {
  const opened = namespace.open('/', path.slice(1) || '.', { ...READ_ONLY, directory: true }, true);
  if (opened instanceof Promise) return [];
  using handle = opened.handle;
  const listing = handle.list();
  try {
    const entries: DirEntry[] = [];
    for (;;) {
      const piece = listing.next(LISTING_PIECE);
      if (piece === undefined || piece instanceof Promise) return entries;
      entries.push(...piece);
    }
  } finally {
    listing.close();
  }
}

function readAll(handle: FileHandle, size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let at = 0;
  while (at < size) {
    const got = handle.read(bytes.subarray(at), at);
    if (got <= 0) break;
    at += got;
  }
  return bytes.subarray(0, at);
}

function tooLarge(path: string): SysError {
  return new SysError(
    'EFBIG',
    'copy',
    path,
    `engine wasmer copies all mounts into memory, at most ${MOST_IMAGE_BYTES / 1024 ** 2} MiB and ${MOST_IMAGE_FILES} files; mount less, or use the default engine`,
  );
}
