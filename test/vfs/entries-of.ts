import type { DirEntry, FileHandle } from '../../src/vfs/file-handle.ts';
import { LISTING_PIECE } from '../../src/vfs/listing.ts';

/** All names of a directory that answers at once. */
export function entriesOf(handle: FileHandle): DirEntry[] {
  const listing = handle.list();
  const entries: DirEntry[] = [];
  for (;;) {
    const piece = listing.next(LISTING_PIECE);
    if (piece instanceof Promise) throw new Error('a promise where a value was expected');
    if (piece === undefined) break;
    entries.push(...piece);
  }
  listing.close();
  return entries;
}
