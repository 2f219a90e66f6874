import { composed, type Piece } from '../draw/composed.ts';
import type { MouseReport } from '../input/mouse-report.ts';
import { changedLines } from './changed-lines.ts';

/** A terminal that knows them shows all between them at once (DECSET 2026); others pass over them. */
const BEGIN = '\u001b[?2026h';
const END = '\u001b[m\u001b[?2026l';

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

/** The screen as a whole. */
export interface Ground {
  readonly columns: number;
  readonly rows: number;
  /** Called for each line before it is written. */
  readonly finish: (line: string) => string;
}

/** A region with its place, and the lines that it had there last. */
interface Placed {
  readonly key: RegionKey;
  readonly place: Place;
  draw: Region['draw'];
  lines: readonly string[];
}

/**
 * Draws regions on a terminal. Regions are set while a layout is committed; when the commit is over, the surface measures all of them,
 * asks those for lines that changed, and writes the lines of the screen that differ.
 */
export class Surface {
  readonly #write: (bytes: string) => void;
  readonly #regions = new Map<RegionKey, Region>();
  /** From the bottom up. */
  #placed: readonly Placed[] = [];
  #ground: Ground = { columns: 0, rows: 0, finish: (line) => line };
  /** The region that the mouse button was pressed on. */
  #held: RegionKey | undefined;
  #lines: readonly string[] = [];
  /** What the terminal shows, as long as nobody else writes to it. */
  #shown: readonly string[] | undefined;
  #isOpen = false;
  #isMoved = false;
  #isChanged = false;
  #isDue = false;

  constructor(write: (bytes: string) => void) {
    this.#write = write;
  }

  /** From now on the terminal is ours to draw on. */
  open(): void {
    this.#isOpen = true;
    this.forget();
  }

  /** Nothing is written after this. */
  close(): void {
    this.#isOpen = false;
  }

  /** Adds a region, or puts it in the place of the one that was set for the same key. */
  set(key: RegionKey, region: Region): void {
    if (!this.#regions.has(key)) this.#isMoved = true;
    this.#regions.set(key, region);
    this.#change();
  }

  remove(key: RegionKey): void {
    this.#regions.delete(key);
    this.#isMoved = true;
    this.#change();
  }

  /** @param isMoved regions may have other places since they were measured last */
  lay(ground: Ground, isMoved: boolean): void {
    if (isMoved) this.#isMoved = true;
    const { columns, rows } = this.#ground;
    if (ground.columns !== columns || ground.rows !== rows) this.#shown = undefined;
    this.#ground = ground;
    this.#change();
  }

  /** The terminal may show anything: somebody else writes to it. All is written again as soon as they are through. */
  forget(): void {
    this.#shown = undefined;
    this.#settleLater();
  }

  /** The screen as it is to be now. */
  get lines(): readonly string[] {
    this.#compose();
    return this.#lines;
  }

  /** Tells the region at this place: of those that know the mouse, the highest. */
  mouse(report: MouseReport): void {
    const { action } = report;
    const [line, column] = [report.row - 1, report.column - 1];
    const isHeld = action === 'drag' || action === 'release';
    const key = isHeld ? this.#held : this.#keyAt(line, column);
    if (action === 'press') this.#held = key;
    if (action === 'release') this.#held = undefined;
    const place = this.#placed.find((placed) => placed.key === key)?.place;
    if (key === undefined || place === undefined) return;
    this.#regions.get(key)?.onMouse?.(line - place.top, column - place.left, report);
  }

  #keyAt(line: number, column: number): RegionKey | undefined {
    return this.#placed.findLast(({ key, place: { left, top, width, first, end } }) => {
      const isInside = column >= left && column < left + width && line >= top + first && line < top + end;
      return isInside && this.#regions.get(key)?.onMouse !== undefined;
    })?.key;
  }

  #change(): void {
    this.#isChanged = true;
    this.#settleLater();
  }

  #settleLater(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      if (this.#isOpen) this.#settle();
    });
  }

  #settle(): void {
    this.#compose();
    const bytes = changedLines(this.#shown, this.#lines);
    this.#shown = this.#lines;
    if (bytes !== '') this.#write(BEGIN + bytes + END);
  }

  #compose(): void {
    if (!this.#isChanged) return;
    this.#isChanged = false;
    if (this.#isMoved) this.#measure();
    for (const placed of this.#placed) this.#draw(placed);
    const { columns, rows, finish } = this.#ground;
    this.#lines = composed(this.#placed.map(pieceOf), columns, rows).map((line) => finish(line));
  }

  /** Regions beside each other go from the left to the right, as lines are put together. */
  #measure(): void {
    this.#isMoved = false;
    const before = new Map(this.#placed.map((placed) => [placed.key, placed]));
    const frames: Frames = new Map();
    const all: { readonly z: number; readonly placed: Placed }[] = [];
    for (const [key, { z, measure }] of this.#regions) {
      const place = measure(frames);
      if (place !== undefined) all.push({ z, placed: placedAs(key, place, before.get(key)) });
    }
    all.sort((a, b) => a.z - b.z || a.placed.place.left - b.placed.place.left);
    this.#placed = all.map(({ placed }) => placed);
  }

  #draw(placed: Placed): void {
    const draw = this.#regions.get(placed.key)?.draw;
    if (draw === undefined || draw === placed.draw) return;
    const { width, height } = placed.place;
    placed.draw = draw;
    placed.lines = width > 0 && height > 0 ? draw({ width, height }) : NO_LINES;
  }
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

function pieceOf({ place: { left, top, width, height, first, end }, lines }: Placed): Piece {
  const isWhole = first === 0 && end === height;
  return { left, top: top + first, width, lines: isWhole ? lines : lines.slice(first, end) };
}
