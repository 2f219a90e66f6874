import type { Piece } from '../draw/composed.ts';
import type { MouseReport } from '../input/mouse-report.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where a box around regions lies on the screen, and which lines of the screen show what is in it. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly first: number;
  readonly end: number;
}

/** The boxes around regions, for as long as all regions are measured. */
export type Frames = Map<object, Frame>;

/** A region's place on the screen, in columns and lines from 0; only its lines from `first` to right before `end` are in sight. */
export interface Place extends Size {
  readonly left: number;
  readonly top: number;
  readonly first: number;
  readonly end: number;
}

/** A part of the screen: it says where it is, what it shows, and what the mouse means there. */
export interface Region {
  /** Regions with a higher number lie over those with a lower one. */
  readonly z: number;
  /** Undefined while it has no place. */
  readonly measure: (frames: Frames) => Place | undefined;
  /** Its painted lines, each as wide as the region. Called again for another size, or another function. */
  readonly draw: (size: Size) => readonly string[];
  /** Line and column are counted from the region's top left corner. A drag that leaves the region is still told to it. */
  readonly onMouse?: ((line: number, column: number, report: MouseReport) => void) | undefined;
}

/** Tells regions apart. */
export type RegionKey = object | string;

/** A region with its place, and the lines that it had there last. */
export interface Placed {
  readonly key: RegionKey;
  readonly place: Place;
  draw: Region['draw'];
  lines: readonly string[];
}

/** All regions with their places, from the bottom up; those beside each other from the left to the right, as lines are put together. */
export function measured(regions: ReadonlyMap<RegionKey, Region>, before: readonly Placed[]): Placed[] {
  const known = new Map(before.map((placed) => [placed.key, placed]));
  const frames: Frames = new Map();
  const all: { readonly z: number; readonly placed: Placed }[] = [];
  for (const [key, { z, measure }] of regions) {
    const place = measure(frames);
    if (place !== undefined) all.push({ z, placed: placedAs(key, place, known.get(key)) });
  }
  all.sort((a, b) => a.z - b.z || a.placed.place.left - b.placed.place.left);
  return all.map(({ placed }) => placed);
}

/** Draws a region anew if it has another function, or was not drawn in this size. */
export function drawIn(placed: Placed, draw: Region['draw']): void {
  if (draw === placed.draw) return;
  const { width, height } = placed.place;
  placed.draw = draw;
  placed.lines = width > 0 && height > 0 ? draw({ width, height }) : NO_LINES;
}

const NO_LINES: readonly string[] = [];

/** What was drawn in the same size is drawn in another place too. */
function placedAs(key: RegionKey, place: Place, before: Placed | undefined): Placed {
  const isSameSize = before?.place.width === place.width && before.place.height === place.height;
  return isSameSize ? { ...before, place } : { key, place, draw: notDrawn, lines: NO_LINES };
}

function notDrawn(): readonly string[] {
  return NO_LINES;
}

/** Those lines of a region that are in sight. */
export function pieceOf({ place: { left, top, width, height, first, end }, lines }: Placed): Piece {
  const isWhole = first === 0 && end === height;
  return { left, top: top + first, width, lines: isWhole ? lines : lines.slice(first, end) };
}
