import { Writer } from '../src/wasm/encode.ts';
import { SECTION } from '../src/wasm/sections.ts';
import { assemble, type Code, functionType, name, u, vector } from './assembly.ts';

type SectionName = keyof typeof SECTION;

/** The order of the sections in a file. */
const ORDER: readonly SectionName[] = [
  'type',
  'import',
  'function',
  'table',
  'memory',
  'tag',
  'global',
  'export',
  'start',
  'element',
  'dataCount',
  'code',
  'data',
];

/** Kinds of what is imported or exported. */
export const KIND = { function: 0, table: 1, memory: 2, global: 3, tag: 4 } as const;

/** Locals of one type: how many. */
export type Locals = readonly (readonly [count: number, type: Code])[];

/** Makes a module from items, in any order. Nothing is checked: it may be made invalid on purpose. */
export class ModuleBuilder {
  readonly #items = new Map<SectionName, Code[]>();
  readonly #whole = new Map<SectionName, Code>();
  readonly #customs: Code[] = [];

  /** @returns the item's index in its section. */
  add(section: SectionName, item: Code): number {
    const items = this.#items.get(section) ?? [];
    this.#items.set(section, items);
    return items.push(item) - 1;
  }

  /** A section's content as it is, in the place of its items. */
  section(section: SectionName, content: Code): this {
    this.#whole.set(section, content);
    return this;
  }

  custom(title: string, content: Code): this {
    this.#customs.push([name(title), content]);
    return this;
  }

  type(definition: Code): number {
    return this.add('type', definition);
  }

  /** @returns the index among the functions of the module's own. */
  function(type: number, locals: Locals, body: Code): number {
    this.add('function', u(type));
    const code = assemble([vector(locals.map(([count, of]) => [u(count), of])), body, 0x0b]);
    return this.add('code', [u(code.length), code]);
  }

  export(title: string, kind: keyof typeof KIND, index: number): this {
    this.add('export', [name(title), KIND[kind], u(index)]);
    return this;
  }

  import(module: string, title: string, description: Code): number {
    return this.add('import', [name(module), name(title), description]);
  }

  /** Adds `_start`, whose type takes and gives nothing, behind as many imported functions. */
  start(locals: Locals, body: Code, imported = 0): this {
    return this.export('_start', 'function', imported + this.function(this.type(functionType()), locals, body));
  }

  finish(): Uint8Array<ArrayBuffer> {
    const out = new Writer(4096).bytes(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
    for (const content of this.#customs) out.section(SECTION.custom, assemble(content));
    for (const section of ORDER) {
      const items = this.#items.get(section);
      const content = this.#whole.get(section) ?? (items && vector(items));
      if (content !== undefined) out.section(SECTION[section], assemble(content));
    }
    return out.finish().slice();
  }
}
