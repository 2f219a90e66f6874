import type { DirEntry, FileHandle, Listing } from './file-handle.ts';

/** Names that are read at a time: what a cpu does between two looks at the clock. */
export const LISTING_PIECE = 128;

/** A listing of names that are known. */
export function listingOf(entries: readonly DirEntry[]): Listing {
  let at = 0;
  return {
    next(most) {
      if (at >= entries.length) return undefined;
      at += most;
      return entries.slice(at - most, at);
    },
    close() {},
  };
}

/** All names of a directory, piece by piece. */
export async function* piecesOf(handle: FileHandle): AsyncGenerator<readonly DirEntry[]> {
  const listing = handle.list();
  try {
    for (;;) {
      const piece = await listing.next(LISTING_PIECE);
      if (piece === undefined) return;
      yield piece;
    }
  } finally {
    listing.close();
  }
}
