import { parse, parseDocument, type TomlDocument } from '@decimalturn/toml-patch';

/** Names from the top of the file, and the indices of list items. */
export type Path = readonly (string | number)[];

/** A table's head, or a key with its value, as it stands in the text. */
export interface Piece {
  readonly path: Path;
  /** The table that it stands in; of a head its own path. */
  readonly table: Path;
  readonly kind: 'head' | 'key' | 'item';
  /** Offsets in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

type Block = TomlDocument['cst'][number];
type KeyValue = Extract<Block, { readonly equals: number }>;
type Place = Block['loc'];

/** Why a text is no TOML. */
export interface Fault {
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly text: string;
}

const MOST_FAULT_LENGTH = 200;

/** A text of TOML with its values, and where each of them stands. */
export class TomlSource {
  readonly text: string;
  /** Tables without prototypes; undefined where the text is no TOML. */
  readonly value: unknown;
  readonly fault: Fault | undefined;
  readonly pieces: readonly Piece[] = [];
  readonly #lines: readonly number[];
  readonly #places: ReadonlyMap<string, number>;

  /** @param text without a byte order mark */
  constructor(text: string) {
    this.text = text;
    this.#lines = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
    try {
      const document = parseDocument(text);
      this.pieces = document.cst.flatMap((block) => this.#piecesOf(block));
      // Not the document's own object, which loses a key named __proto__.
      this.value = parse(text);
    } catch (error) {
      this.fault = faultOf(error);
    }
    // Of a path that stands there several times the first place counts.
    this.#places = new Map(this.pieces.toReversed().map(({ path, start }) => [JSON.stringify(path), start]));
  }

  /** Line and column, both from 1, of what stands at a path, or of the nearest thing above it that has a place. */
  placeOf(path: Path): { readonly line: number; readonly column: number } | undefined {
    for (let length = path.length; length > 0; length--) {
      const start = this.#places.get(JSON.stringify(path.slice(0, length))) ?? this.#within(path.slice(0, length));
      if (start === undefined) continue;
      const line = this.#lines.findLastIndex((from) => from <= start);
      return { line: line + 1, column: start - (this.#lines[line] ?? 0) + 1 };
    }
    return undefined;
  }

  /** Of a table that is made by longer names alone, as by `[a.b]`: the first of these. */
  #within(path: Path): number | undefined {
    return this.pieces.find((piece) => path.every((step, index) => piece.path[index] === step))?.start;
  }

  #piecesOf(block: Block): Piece[] {
    if ('raw' in block) return [];
    if ('equals' in block) return this.#valuePieces(block, []);
    const path = block.key.item.value;
    const head: Piece = { path, table: path, kind: 'head', ...this.#range(block.key.loc) };
    return [head, ...block.items.flatMap((item) => ('equals' in item ? this.#valuePieces(item, path) : []))];
  }

  #valuePieces({ key, value, loc }: KeyValue, table: Path): Piece[] {
    const path = [...table, ...key.value];
    const own: Piece = { path, table, kind: 'key', ...this.#range(loc) };
    if (!('items' in value)) return [own];
    const items = value.items.map((part, index): Piece => {
      const steps = 'equals' in part.item ? (part.item as KeyValue).key.value : [index];
      return { path: [...path, ...steps], table, kind: 'item', ...this.#range(part.item.loc) };
    });
    return [own, ...items];
  }

  #range({ start, end }: Place): { readonly start: number; readonly end: number } {
    return { start: this.#offset(start), end: this.#offset(end) };
  }

  #offset({ line, column }: Place['start']): number {
    return (this.#lines[line - 1] ?? 0) + column;
  }
}

/** The library's errors have a line from 1 and a column from 0; the message ends with the reason. */
function faultOf(error: unknown): Fault {
  if (error instanceof RangeError) return { line: undefined, column: undefined, text: 'it is nested too deep' };
  if (!(error instanceof Error)) throw error;
  const text = (error.message.split('\n').at(-1) ?? '').slice(0, MOST_FAULT_LENGTH);
  const line = 'line' in error && typeof error.line === 'number' ? error.line : undefined;
  const column = 'column' in error && typeof error.column === 'number' ? error.column + 1 : undefined;
  return { line, column, text: `this is not TOML: ${text}` };
}
