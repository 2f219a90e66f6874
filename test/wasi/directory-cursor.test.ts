import { expect, test } from 'vitest';
import { MAX_COOKIE_NAMES } from '../../src/base/limits.ts';
import type { DirEntry, Listing, Stat } from '../../src/vfs/file-handle.ts';
import { FileHandle } from '../../src/vfs/file-handle.ts';
import { listingOf } from '../../src/vfs/listing.ts';
import { EMPTY_DIRECTORY } from '../../src/vfs/nothing.ts';
import { DirectoryCursor } from '../../src/wasi/directory-cursor.ts';

/** A directory of names that come and go, and that notes how far it was read. */
class Directory extends FileHandle {
  override readonly type = 'directory';
  names: string[];
  asked = 0;

  constructor(count: number) {
    super();
    this.names = Array.from({ length: count }, (_, index) => `n${index}`);
  }

  override stat(): Stat {
    return EMPTY_DIRECTORY;
  }

  override list(): Listing {
    const listing = listingOf(this.names.map((name): DirEntry => ({ name, ino: 1n, type: 'file' })));
    return {
      next: (most) => {
        this.asked += most;
        return listing.next(most);
      },
      close() {},
    };
  }
}

/** At most `most` names from a cookie on. */
function read(cursor: DirectoryCursor, cookie: number, most = Number.POSITIVE_INFINITY): string[] {
  const names: string[] = [];
  while (names.length < most) {
    const entries = cursor.behind(cookie + names.length);
    if (entries === undefined) void cursor.advance(cookie + names.length);
    else if (entries.length === 0) break;
    else names.push(...entries.map(({ name }) => name));
  }
  return names.slice(0, most);
}

test('every cookie leads to the names behind it, in any order of asking', () => {
  const directory = new Directory(1_000);
  const cursor = new DirectoryCursor(directory);
  const all = read(cursor, 0);
  expect(all).toEqual(['.', '..', ...directory.names]);
  for (const cookie of [1_001, 500, 0, 999, 1, 2, 130, 700, 3])
    expect(read(cursor, cookie, 10)).toEqual(all.slice(cookie, cookie + 10));
  expect(read(cursor, 1_002)).toEqual([]);
  expect(read(new DirectoryCursor(directory), 600, 3)).toEqual(all.slice(600, 603));
});

test('names that came or went before a cookie shift nothing behind it', () => {
  const directory = new Directory(1_000);
  const cursor = new DirectoryCursor(directory);
  const rest = read(cursor, 0).slice(402);
  const added = Array.from({ length: 50 }, (_, index) => `new${index}`);
  directory.names = [...added, ...directory.names.filter((_, index) => index > 400 || index % 3 !== 0)];
  expect(read(cursor, 402).filter((name) => !name.startsWith('new'))).toEqual(rest);
});

test('a directory is read as far as it is asked for, and goes on where it was', () => {
  const directory = new Directory(100_000);
  const cursor = new DirectoryCursor(directory);
  for (let cookie = 0; cookie < 1_000; cookie += 100) read(cursor, cookie, 100);
  expect(directory.asked).toBeLessThan(1_300);
  expect(read(cursor, 5 * MAX_COOKIE_NAMES, 2)).toEqual(directory.names.slice(5 * MAX_COOKIE_NAMES - 2).slice(0, 2));
  expect(read(cursor, 2 * MAX_COOKIE_NAMES, 2)).toEqual(directory.names.slice(2 * MAX_COOKIE_NAMES - 2).slice(0, 2));
});

test('reading from the beginning shows the directory as it is now', () => {
  const directory = new Directory(3);
  const cursor = new DirectoryCursor(directory);
  read(cursor, 0);
  directory.names = ['other'];
  expect(read(cursor, 5)).toEqual([]);
  cursor.rewind();
  expect(read(cursor, 0)).toEqual(['.', '..', 'other']);
});
