import { guestBytes } from '../../test/support/instrumented.ts';
import { enlarge } from '../enlarge.ts';
import { mutate } from '../mutate.ts';
import { generateProgram } from '../program.ts';
import { Random } from '../random.ts';
import { CASES } from './cases.ts';
import type { Bounds, Hostile, HostileKind } from './hostile.ts';
import { CALLING } from './kinds/calling.ts';
import { COMPILING } from './kinds/compiling.ts';
import { HOARDING } from './kinds/hoarding.ts';
import { LOADING } from './kinds/loading.ts';
import { NAMING } from './kinds/naming.ts';
import { TYPING } from './kinds/typing.ts';

const MIB = 1024 ** 2;

/** Bytes of a module that is changed: taking a large one apart takes seconds. */
const MOST_CHANGED = 100_000;

const KINDS: Readonly<Record<string, HostileKind>> = {
  ...TYPING,
  ...NAMING,
  ...LOADING,
  ...COMPILING,
  ...HOARDING,
  ...CALLING,
};

const GUESTS = ['wasm/features', 'wasm/bulk', 'wasm/memory64', 'wasm/atomics', 'basic/table-grow', 'basic/hello'];

/** A hostile module, what it is called in reports, and what its task may use. */
export interface Named extends Hostile {
  readonly kind: string;
  readonly bounds: Bounds;
}

/** A module for a seed, by which the same one is made again: the fixed cases, then each kind in turn, as it is or changed. */
export function hostileOf(seed: number): Named {
  const random = new Random(seed);
  const bounds: Bounds = {
    memory: random.pick([16, 32, 64]) * MIB,
    wallMs: random.once(10) ? 1_000 : random.pick([100, 200, 300]),
  };
  const fixed = Object.entries(CASES)[seed];
  if (fixed !== undefined) return { ...fixed[1](), kind: fixed[0], bounds: { ...bounds, wallMs: 1_000 } };
  if (random.once(8)) return { ...program(seed, random), kind: 'program', bounds };
  const [kind, make] = Object.entries(KINDS)[seed % Object.keys(KINDS).length] ?? ['nothing', emptyModule];
  const made = make(random);
  if (made.bytes.length > MOST_CHANGED || !random.once(5)) return { ...made, kind, bounds };
  const [how, change] = random.pick([['mutated', mutate] as const, ['enlarged', enlarge] as const]);
  return { ...made, bytes: change(made.bytes, random), kind: `${how} ${kind}`, bounds };
}

/** One that computes, or a guest, changed. */
function program(seed: number, random: Random): Hostile {
  const change = random.pick([mutate, enlarge]);
  if (random.once(2)) return { bytes: change(guestBytes(random.pick(GUESTS)), random) };
  const { bytes } = generateProgram(seed);
  return { bytes: change(bytes, random), entry: { kind: 'invoke', name: 'f0', args: [] } };
}

function emptyModule(): Hostile {
  return { bytes: Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0) };
}
