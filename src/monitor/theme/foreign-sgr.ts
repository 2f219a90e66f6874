import { type Colour, type Depth, reduced, sgrOf } from './colour.ts';

/** Parameters that are kept as they are, and what takes them back. Blinking, concealment and fonts are not kept. */
const KEPT = new Set([1, 2, 3, 4, 7]);
const ENDS: Readonly<Record<number, readonly number[]>> = {
  22: [1, 2],
  23: [3],
  24: [4],
  27: [7],
};

/** Longer parameters than anybody writes are not looked at. */
const MOST_LENGTH = 200;
const MOST_KNOWN = 1_000;

const known: Record<Depth, Map<string, string>> = {
  none: new Map(),
  16: new Map(),
  256: new Map(),
  truecolor: new Map(),
};

/**
 * The parameters of a program's own SGR sequence in the colours that there are: `1;38;5;208` may become `1;33`. Several sequences can be
 * given one behind the other, joined by `;`: what was taken back is not among the result.
 * @returns `''` where nothing is left
 */
export function foreignSgr(depth: Depth, parameters: string): string {
  const made = known[depth];
  const before = made.get(parameters);
  if (before !== undefined) return before;
  const result = parameters.length > MOST_LENGTH ? '' : new Pen(depth).after(parameters);
  if (made.size >= MOST_KNOWN) made.clear();
  made.set(parameters, result);
  return result;
}

/** What a program writes with, as its parameters change it. */
class Pen {
  readonly #depth: Depth;
  readonly #attributes = new Set<number>();
  #fg: Colour | undefined;
  #bg: Colour | undefined;

  constructor(depth: Depth) {
    this.#depth = depth;
  }

  after(parameters: string): string {
    const fields = parameters.split(';');
    while (fields.length > 0) this.#take(fields);
    return [...this.#attributes, ...this.#colour(this.#fg, false), ...this.#colour(this.#bg, true)].join(';');
  }

  #colour(colour: Colour | undefined, behind: boolean): string[] {
    const depth = this.#depth;
    return colour === undefined || depth === 'none' ? [] : [sgrOf(reduced(colour, depth), behind)];
  }

  #take(fields: string[]): void {
    const [first = '', ...parts] = (fields.shift() ?? '').split(':');
    const code = first === '' ? 0 : /^\d{1,3}$/.test(first) ? Number(first) : -1;
    if (code === 38 || code === 48) return this.#set(code, parts.length > 0 ? colonColour(parts) : nextColour(fields));
    if (code === 0) return this.#reset();
    if (code === 4 && parts[0] === '0') return void this.#attributes.delete(4);
    // Underlines of all shapes are one; a double one is an end of bold on some terminals.
    if (KEPT.has(code)) return void this.#attributes.add(code);
    for (const ended of ENDS[code] ?? []) this.#attributes.delete(ended);
    this.#setAnsi(code);
  }

  #reset(): void {
    this.#attributes.clear();
    this.#fg = undefined;
    this.#bg = undefined;
  }

  #set(code: number, colour: Colour | undefined): void {
    if (colour === undefined) return;
    if (code === 38) this.#fg = colour;
    else this.#bg = colour;
  }

  #setAnsi(code: number): void {
    if (code >= 30 && code <= 37) this.#fg = { index: code - 30 };
    else if (code >= 90 && code <= 97) this.#fg = { index: code - 82 };
    else if (code === 39) this.#fg = undefined;
    else if (code >= 40 && code <= 47) this.#bg = { index: code - 40 };
    else if (code >= 100 && code <= 107) this.#bg = { index: code - 92 };
    else if (code === 49) this.#bg = undefined;
  }
}

/** `5:208`, `2:255:100:0`, and with a colour space `2::255:100:0`. */
function colonColour([kind, ...parts]: readonly string[]): Colour | undefined {
  if (kind === '5') return indexed(parts[0]);
  return kind === '2' ? direct(parts.length > 3 ? parts.slice(1, 4) : parts) : undefined;
}

/** `5;208`, `2;255;100;0`: takes the fields that it needs. */
function nextColour(fields: string[]): Colour | undefined {
  const kind = fields.shift();
  if (kind === '5') return indexed(fields.shift());
  return kind === '2' ? direct(fields.splice(0, 3)) : undefined;
}

function byteOf(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{0,3}$/.test(text)) return undefined;
  const value = Number(text);
  return value > 255 ? undefined : value;
}

function indexed(text: string | undefined): Colour | undefined {
  const index = byteOf(text);
  return index === undefined ? undefined : { index };
}

function direct(texts: readonly string[]): Colour | undefined {
  const [red, green, blue] = texts.map(byteOf);
  if (red === undefined || green === undefined || blue === undefined) return undefined;
  return { rgb: [red, green, blue] };
}
