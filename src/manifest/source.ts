import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
} from 'yaml';
/** Where a value stands: keys and indices, from the top. */
export type Path = readonly (string | number)[];

/** Something that is wrong with the text itself. */
export interface Fault {
  readonly line: number;
  readonly path: Path;
  readonly text: string;
}

/** Levels of nesting: twice what the deepest key has. */
const MOST_DEPTH = 16;
/** Aliases, and values that all of them stand for: a few shared blocks, and no bomb. */
const MOST_ALIASED = 1_000;
/** Faults of syntax that are told: the first are causes, what follows is mostly their effect. */
const MOST_SYNTAX_FAULTS = 5;

const TOO_MANY_ALIASES = `aliases stand for more than ${MOST_ALIASED} values`;

const IN_WORDS: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: 'a manifest is one document; a second begins here',
  RESOURCE_EXHAUSTION: 'nested too deep',
};

/** The text of a manifest as values, with the line of each. */
export class Source {
  readonly #document: Document.Parsed;
  readonly #lines = new LineCounter();
  readonly faults: Fault[] = [];
  /** Undefined where the syntax is broken. */
  readonly value: unknown;
  #aliases = 0;
  /** What each anchor means at the place that is inspected: a later one of the same name takes its place. */
  readonly #anchors = new Map<string, unknown>();
  /** By key: a map of thousands of wrong keys is asked for each of them. */
  readonly #pairs = new Map<YAMLMap, Map<string, Pair>>();

  constructor(text: string) {
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false, uniqueKeys: false });
    const { errors, warnings, contents } = this.#document;
    for (const { code, message, pos } of [...errors, ...warnings].slice(0, MOST_SYNTAX_FAULTS))
      this.#fault(pos[0], [], IN_WORDS[code] ?? message);
    // Not YAML's own check, which compares each key with each.
    const readable = this.faults.length === 0 && this.#inspect(contents, [], []);
    this.value = readable ? this.#toValue() : undefined;
  }

  /** The line of what stands at a path, or of the nearest thing above it. */
  lineOf(path: Path): number {
    let node: unknown = this.#document.contents;
    let start = 0;
    for (const step of path) {
      if (isAlias(node)) node = node.resolve(this.#document);
      if (isMap(node)) {
        const pair = this.#pairsOf(node).get(String(step));
        if (pair === undefined) break;
        start = startOf(pair.key) ?? start;
        node = pair.value;
      } else if (isSeq(node) && typeof step === 'number') {
        node = node.items[step];
        start = startOf(node) ?? start;
      } else break;
    }
    return this.#lines.linePos(start).line;
  }

  #pairsOf(map: YAMLMap): Map<string, Pair> {
    const known = this.#pairs.get(map);
    if (known !== undefined) return known;
    // Of a duplicate key the first place counts.
    const pairs = new Map(
      map.items.toReversed().map((pair) => [isScalar(pair.key) ? String(pair.key.value) : '', pair]),
    );
    this.#pairs.set(map, pairs);
    return pairs;
  }

  /** @returns whether the values can be taken: duplicate keys are told, and do not hinder that. */
  #inspect(node: unknown, path: Path, above: readonly unknown[]): boolean {
    if (above.length > MOST_DEPTH) return this.#fault(startOf(node), path, IN_WORDS['RESOURCE_EXHAUSTION'] ?? '');
    if (isAlias(node)) {
      if (++this.#aliases > MOST_ALIASED) return this.#fault(startOf(node), path, TOO_MANY_ALIASES);
      const meant = this.#anchors.get(node.source);
      if (meant === undefined) return this.#fault(startOf(node), path, `there is no &${node.source} before this`);
      return above.includes(meant) ? this.#fault(startOf(node), path, `*${node.source} contains itself`) : true;
    }
    if (isNode(node) && 'anchor' in node && node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    if (isSeq(node)) return node.items.every((item, index) => this.#inspect(item, [...path, index], [...above, node]));
    if (!isMap(node)) return true;
    const seen = new Set<string>();
    return node.items.every(({ key, value }) => {
      if (!isScalar(key)) return this.#fault(startOf(key), path, 'a key must be a word');
      const word = String(key.value);
      if (seen.has(word)) this.#fault(startOf(key), path, `duplicate key '${word}'`);
      seen.add(word);
      return this.#inspect(value, [...path, word], [...above, node]);
    });
  }

  #toValue(): unknown {
    try {
      return this.#document.toJS({ maxAliasCount: MOST_ALIASED });
    } catch (error) {
      if (!(error instanceof ReferenceError)) throw error;
      this.#fault(0, [], TOO_MANY_ALIASES);
      return undefined;
    }
  }

  #fault(offset: number | undefined, path: Path, text: string): false {
    this.faults.push({ line: this.#lines.linePos(offset ?? 0).line, path, text });
    return false;
  }
}

function startOf(node: unknown): number | undefined {
  const found: Node | undefined = isPair(node) && isNode(node.key) ? node.key : isNode(node) ? node : undefined;
  return found?.range?.[0];
}
