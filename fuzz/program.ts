import { Writer } from '../src/wasm/encode.ts';
import { constantOf } from './constant.ts';
import { FunctionGenerator } from './function-generator.ts';
import { I32, TYPES } from './operators.ts';
import { Random } from './random.ts';
import type { Surroundings } from './surroundings.ts';

const MOST_FUNCTIONS = 6;
/** Turns and calls after which a program ends by a trap: no program runs for ever. */
const STEPS = 20_000;
const DATA_BYTES = 200;
const TABLE_SIZE = 12;

/** Makes a valid program of its own: functions `f0`, `f1`... over a memory `memory`, a table and globals. The same seed makes the same. */
export function generateProgram(seed: number): {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly around: Surroundings;
} {
  const random = new Random(seed);
  const types = (most: number) => random.times(random.below(most + 1), () => random.pick(TYPES));
  const signatures = random.times(2 + random.below(3), () => ({ params: types(4), results: types(2) }));
  const globals = [...TYPES, ...random.times(random.below(4), () => random.pick(TYPES))];
  const around: Surroundings = {
    signatures,
    functions: random.times(2 + random.below(MOST_FUNCTIONS - 1), () => random.below(signatures.length)),
    globals,
    depth: globals.length,
    steps: globals.length + 1,
    tableSize: TABLE_SIZE,
    dataSize: DATA_BYTES,
  };
  return { bytes: write(random, around), around };
}

function write(random: Random, around: Surroundings): Uint8Array<ArrayBuffer> {
  const { signatures, functions, globals } = around;
  const out = new Writer().bytes(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  // The last type is that of the one tag.
  out.section(
    1,
    vector([...signatures, { params: [], results: [] }], (item, { params, results }) =>
      item
        .u8(0x60)
        .bytes(vector(params, (to, type) => to.u8(type)))
        .bytes(vector(results, (to, type) => to.u8(type))),
    ),
  );
  out.section(
    3,
    vector(functions, (item, type) => item.u32(type)),
  );
  out.section(4, Uint8Array.of(1, 0x70, 1, TABLE_SIZE, 2 * TABLE_SIZE));
  out.section(5, Uint8Array.of(1, 1, 1, 4));
  out.section(13, Uint8Array.of(1, 0, signatures.length));
  const initial = [
    ...globals.map((type) => constantOf(type, random)),
    new Writer().u8(0x41).i32(0),
    new Writer().u8(0x41).i32(STEPS),
  ];
  out.section(
    6,
    vector(initial, (item, value, index) =>
      item
        .u8(globals[index] ?? I32)
        .u8(1)
        .bytes(value.finish())
        .u8(0x0b),
    ),
  );
  out.section(7, exportsOf(around));
  out.section(9, elementsOf(random, functions.length));
  out.section(12, Uint8Array.of(1));
  const bodies = functions.map((signature) => new FunctionGenerator(random, around, signature).body());
  out.section(
    10,
    vector(bodies, (item, body) => item.u32(body.length).bytes(body)),
  );
  const data = Uint8Array.from(random.times(DATA_BYTES, () => random.below(256)));
  return new Uint8Array(out.section(11, new Writer().u32(1).u8(1).u32(data.length).bytes(data).finish()).finish());
}

function exportsOf({ functions, globals, steps }: Surroundings): Uint8Array {
  const names = [
    ...functions.map((_, index) => [`f${index}`, 0, index] as const),
    ...globals.map((_, index) => [`g${index}`, 3, index] as const),
    ['steps', 3, steps] as const,
    ['table', 1, 0] as const,
    ['memory', 2, 0] as const,
  ];
  return vector(names, (item, [name, kind, index]) => item.name(name).u8(kind).u32(index));
}

/** An active segment over half of the table, and a passive one. */
function elementsOf(random: Random, functions: number): Uint8Array {
  const some = (count: number) =>
    vector(
      random.times(count, () => random.below(functions)),
      (item, index) => item.u32(index),
    );
  const out = new Writer().u32(2);
  out.bytes(Uint8Array.of(0, 0x41, 0, 0x0b)).bytes(some(TABLE_SIZE / 2));
  return out.bytes(Uint8Array.of(1, 0)).bytes(some(4)).finish();
}

function vector<T>(items: readonly T[], write: (out: Writer, item: T, index: number) => unknown): Uint8Array {
  const out = new Writer().u32(items.length);
  for (const [index, item] of items.entries()) write(out, item, index);
  return out.finish();
}
