import { composed } from '../draw/composed.ts';
import type { MouseReport } from '../input/mouse-report.ts';
import { changedLines } from './changed-lines.ts';
import { drawIn, measured, type Placed, pieceOf, type Region, type RegionKey } from './region.ts';

/** A terminal that knows them shows all between them at once (DECSET 2026); others pass over them. */
const BEGIN = '\u001b[?2026h';
const END = '\u001b[m\u001b[?2026l';

/** The screen as a whole. */
export interface Ground {
  readonly columns: number;
  readonly rows: number;
  /** Called for each line before it is written. */
  readonly finish: (line: string) => string;
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
    if (this.#isMoved) this.#placed = measured(this.#regions, this.#placed);
    this.#isMoved = false;
    for (const placed of this.#placed) {
      const region = this.#regions.get(placed.key);
      if (region !== undefined) drawIn(placed, region.draw);
    }
    const { columns, rows, finish } = this.#ground;
    this.#lines = composed(this.#placed.map(pieceOf), columns, rows).map((line) => finish(line));
  }
}
