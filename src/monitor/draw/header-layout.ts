import type { HeaderView, MeterId, MeterSetup } from './header-view.ts';
import type { Place } from './meters/meter.ts';
import { METERS } from './meters/registry.ts';

/** Meters stand in two columns from this many columns of the screen on. */
const TWO_COLUMNS_FROM = 76;
const GAP = 2;
/** Screens with fewer rows than this have a header of one line. */
export const SHORT_SCREEN = 12;
/** Screens with fewer rows than this have no empty line under the header. */
const AIRY_SCREEN = 20;
/** The share of the screen that the header never exceeds. */
const SHARE = 1 / 3;

const RANKS = new Map(Object.keys(METERS).map((id, index) => [id, index]));
/** Meters up to this one have their line before the cores get one each. */
const ESSENTIAL = RANKS.get('self') ?? 0;

/** A meter and where it stands, from the header's top left corner. */
export interface Placed extends Place {
  readonly meter: MeterId;
  readonly left: number;
  readonly top: number;
}

/** Lines that the header takes, and what is on them; nothing is placed in a header of one line. */
export interface HeaderLayout {
  readonly height: number;
  readonly placed: readonly Placed[];
}

/** One or two meters on the same line, or one of several lines. */
interface Row {
  readonly meters: readonly MeterSetup[];
  /** Columns that each needs at least. */
  readonly columns: readonly number[];
  /** The best first, the least last. */
  readonly heights: readonly [number, ...number[]];
  readonly rank: number;
}

/** A column's rows that found room, and how high each is. */
interface Column {
  readonly rows: readonly { readonly row: Row; readonly height: number }[];
  /** Rows that found no room, or less than they could use. */
  readonly loss: number;
}

/** Finds a place for each meter; where there is not enough room, for those that matter most. */
export function layOutHeader(view: HeaderView, width: number, screen: number): HeaderLayout {
  const left = present(view, view.setup.left);
  const right = present(view, view.setup.right);
  if (left.length + right.length === 0) return { height: 0, placed: [] };
  if (screen < SHORT_SCREEN) return { height: 1, placed: [] };
  const air = screen >= AIRY_SCREEN ? 1 : 0;
  const room = Math.max(1, Math.floor(screen * SHARE) - air);
  const two = width >= TWO_COLUMNS_FROM && left.length > 0 && right.length > 0;
  const placed = two
    ? inTwoColumns(view, left, right, width, room)
    : place(stack(rowsOf(view, [...left, ...right], width), room), 0, width);
  return { height: Math.max(0, ...placed.map(({ top, height }) => top + height)) + air, placed };
}

/** Meters that have something to show, in a mode that they have. */
function present(view: HeaderView, setups: readonly MeterSetup[]): MeterSetup[] {
  return setups.flatMap(({ meter, mode }) => {
    const { modes, isThere } = METERS[meter];
    if (isThere?.(view) === false) return [];
    return [{ meter, mode: modes.includes(mode) ? mode : modes[0] }];
  });
}

/** Where one column has too little room and the other one some to spare, meters from its end move over. */
function inTwoColumns(
  view: HeaderView,
  left: readonly MeterSetup[],
  right: readonly MeterSetup[],
  width: number,
  room: number,
): Placed[] {
  const first = Math.floor(width / 2) - 1;
  const second = width - first - GAP;
  const split = (one: readonly MeterSetup[], other: readonly MeterSetup[]) => {
    const columns = [stack(rowsOf(view, one, first), room), stack(rowsOf(view, other, second), room)] as const;
    return { columns, loss: columns[0].loss + columns[1].loss };
  };
  let best = split(left, right);
  for (let moved = 1; best.loss > 0 && moved < Math.max(left.length, right.length); moved++) {
    const over = [left.slice(0, -moved), [...right, ...left.slice(-moved)]] as const;
    const back = [[...left, ...right.slice(-moved)], right.slice(0, -moved)] as const;
    for (const [one, other] of [over, back]) {
      const tried = one.length > 0 && other.length > 0 ? split(one, other) : best;
      if (tried.loss < best.loss) best = tried;
    }
  }
  return [...place(best.columns[0], 0, first), ...place(best.columns[1], first + GAP, second)];
}

/** Short facts stand two and two on a line. */
function rowsOf(view: HeaderView, setups: readonly MeterSetup[], width: number): Row[] {
  const rows: Row[] = [];
  for (const setup of setups) {
    const { meter, mode } = setup;
    const rank = RANKS.get(meter) ?? 0;
    const columns = mode === 'text' ? METERS[meter].columns?.(view) : undefined;
    const last = rows.at(-1);
    if (columns !== undefined && last?.columns.length === 1 && (last.columns[0] ?? 0) + GAP + columns <= width) {
      const both = { meters: [...last.meters, setup], columns: [...last.columns, columns] };
      rows[rows.length - 1] = { ...both, heights: [1], rank: Math.min(last.rank, rank) };
    } else {
      const heights = METERS[meter].heights?.(view, mode, width) ?? [1];
      rows.push({ meters: [setup], columns: columns === undefined ? [] : [columns], heights, rank });
    }
  }
  return rows;
}

/** First those that matter most get a line, then they grow, then the others come and grow. */
function stack(rows: readonly Row[], room: number): Column {
  const heights = new Map<Row, number>();
  let spare = room;
  const ranked = rows.toSorted((a, b) => a.rank - b.rank);
  const essential = ranked.filter(({ rank }) => rank <= ESSENTIAL);
  for (const group of [essential, ranked.slice(essential.length)]) {
    for (const row of group) {
      const least = row.heights.at(-1) ?? 1;
      if (least > spare) continue;
      heights.set(row, least);
      spare -= least;
    }
    for (const row of group) {
      const now = heights.get(row) ?? 0;
      const grown = now === 0 ? undefined : row.heights.find((height) => height - now <= spare);
      if (grown === undefined) continue;
      heights.set(row, grown);
      spare -= grown - now;
    }
  }
  const kept = rows.flatMap((row) => {
    const height = heights.get(row);
    return height === undefined ? [] : [{ row, height }];
  });
  const poor = kept.filter(({ row, height }) => row.heights.length > 1 && height === row.heights.at(-1));
  return { rows: kept, loss: rows.length - kept.length + poor.length };
}

function place({ rows }: Column, left: number, width: number): Placed[] {
  let top = 0;
  return rows.flatMap(({ row, height }) => {
    const at = { left, top, width, height, behind: false };
    top += height;
    const [first, second] = row.meters;
    if (first === undefined) return [];
    if (second === undefined) return [{ ...at, ...first }];
    const [least = 0, leastSecond = 0] = row.columns;
    const half = Math.floor((width - GAP) / 2);
    const size = Math.max(least, Math.min(half, width - GAP - leastSecond));
    const rest = { left: left + size + GAP, width: width - size - GAP, behind: true };
    return [
      { ...at, ...first, width: size },
      { ...at, ...second, ...rest },
    ];
  });
}
