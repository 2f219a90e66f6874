/** A regular expression as a tree. An `atom` is the source of what stands for one letter: `a`, `.`, `\d`, `[^x-z]`. */
export type Node =
  | { readonly kind: 'atom'; readonly source: string }
  | { readonly kind: 'start' | 'end' | 'boundary' | 'inside' }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Node[] }
  | { readonly kind: 'repeat'; readonly of: Node; readonly least: number; readonly most: number };

/** What can only be found by trying all ways, and where it stands in the source. */
export interface Unsupported {
  readonly at: number;
  readonly end: number;
  readonly unsupported: string;
}

const TRIED = /\(\?(?:<?[=!]|[a-z-]+[:)])|\\[1-9kpP]|\\0\d/y;
const GROUP = /\((?:\?:|\?<[^>]*>)?/y;
const ATOM = /\\(?:x[\da-f]{2}|u[\da-f]{4}|c[a-z]|[\s\S])|\[(?:\\[\s\S]|[^\]\\])*\]|[\s\S]/iy;
const REPEAT = /(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/y;
const ASSERTIONS = { '^': 'start', $: 'end', '\\b': 'boundary', '\\B': 'inside' } as const;
const COUNTS: Readonly<Record<string, readonly [number, number]>> = {
  '*': [0, Number.POSITIVE_INFINITY],
  '+': [1, Number.POSITIVE_INFINITY],
  '?': [0, 1],
};

/** Reads a source that JavaScript accepts without flags. Greedy or not makes no difference to whether something is found. */
export function parseRegex(source: string): Node | Unsupported {
  const reader = new Reader(source);
  const node = reader.any();
  return reader.unsupported ?? node;
}

class Reader {
  unsupported: Unsupported | undefined;
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  any(): Node {
    const of = [this.#all()];
    while (this.#take(/\|/y) !== null) of.push(this.#all());
    return { kind: 'any', of };
  }

  #all(): Node {
    const of: Node[] = [];
    while (this.#at < this.#source.length && !/[|)]/.test(this.#source.charAt(this.#at))) of.push(this.#repeated());
    return { kind: 'all', of };
  }

  #repeated(): Node {
    const of = this.#single();
    const [whole, sign = '', least, comma, most] = this.#take(REPEAT) ?? [];
    if (whole === undefined) return of;
    const [low, high] = COUNTS[sign] ?? [
      Number(least),
      comma === '' ? Number(least) : Number(most || Number.POSITIVE_INFINITY),
    ];
    return { kind: 'repeat', of, least: low, most: high };
  }

  #single(): Node {
    const at = this.#at;
    const tried = this.#take(TRIED)?.[0];
    if (tried !== undefined) this.unsupported ??= { at, end: this.#at, unsupported: tried };
    if (this.#take(GROUP) !== null) {
      const group = this.any();
      this.#take(/\)/y);
      return group;
    }
    const source = this.#take(ATOM)?.[0] ?? '';
    return isAssertion(source) ? { kind: ASSERTIONS[source] } : { kind: 'atom', source };
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#source);
    this.#at += match?.[0].length ?? 0;
    return match;
  }
}

function isAssertion(source: string): source is keyof typeof ASSERTIONS {
  return Object.hasOwn(ASSERTIONS, source);
}
