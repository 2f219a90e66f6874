import { findLines, skipLines } from './find-lines.ts';
import type { Run } from './run.ts';

/** Where a reader of one stream is: so many bytes into a line. Lines keep their numbers, whatever is dropped before them. */
export interface Place {
  number: number;
  offset: number;
}

export function moveTo(place: Place, number: number): void {
  place.number = number;
  place.offset = 0;
}

/** Moves a place over bytes that were read at it. */
export function moveOver(place: Place, bytes: Uint8Array): void {
  const { lines, end } = findLines(bytes);
  place.number += lines;
  place.offset = lines > 0 ? bytes.length - end : place.offset + bytes.length;
}

/** The place as an offset in the bytes of the run that it is in. */
export function offsetOf(bytes: Uint8Array, place: Place, run: Run): number {
  return skipLines(bytes, 0, place.number - run.number) + place.offset;
}
