import { Writer } from '../src/wasm/encode.ts';
import { SECTION } from '../src/wasm/sections.ts';
import { type Part, putTogether, takeApart } from './module-parts.ts';
import { TYPES } from './operators.ts';
import type { Random } from './random.ts';

/** Bytes that are added at the most. */
const MOST_BYTES = 4_000_000;

const EXACT = { padding: () => 0, lie: () => 0 };

/** Makes one thing of a valid module many, large or deep. What was valid stays so, but for the bounds of V8 and of ours. */
export function enlarge(original: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  const parts = takeApart(original);
  random.pick([manyItems, manyItems, manyFunctions, manyInstructions, deepBlocks, manyLocals])(parts, random);
  return putTogether(parts, EXACT);
}

/** Items of these sections may stand there as often as one likes; they go to the end, so that no index moves. */
const REPEATABLE: ReadonlySet<number> = new Set([
  SECTION.type,
  SECTION.table,
  SECTION.memory,
  SECTION.tag,
  SECTION.global,
  SECTION.element,
  SECTION.data,
]);

function manyItems(parts: Part[], random: Random): void {
  const candidates = parts.filter(({ id, items }) => REPEATABLE.has(id) && items.length > 0);
  if (candidates.length === 0) return;
  const part = random.pick(candidates);
  const item = random.pick(part.items);
  for (let left = countOf(item.length, random); left > 0; left--) part.items.push(item);
  // How many data segments there are is told before.
  const told = parts.find(({ id }) => id === SECTION.dataCount);
  if (told !== undefined && part.id === SECTION.data) told.rest = new Writer().u32(part.items.length).finish();
}

function manyFunctions(parts: Part[], random: Random): void {
  const [types, bodies] = [part(parts, SECTION.function)?.items, part(parts, SECTION.code)?.bodies];
  if (types === undefined || bodies === undefined || bodies.length === 0) return;
  const index = random.below(bodies.length);
  const [type, body] = [types[index], bodies[index]];
  if (type === undefined || body === undefined) return;
  const bytes = body.instructions.reduce((sum, { length }) => sum + length, 4);
  for (let left = countOf(bytes, random); left > 0; left--) {
    types.push(type);
    bodies.push(body);
  }
}

function manyInstructions(parts: Part[], random: Random): void {
  const piece = random.pick([
    [Uint8Array.of(0x01)],
    [Uint8Array.of(0x41, 0), Uint8Array.of(0x1a)],
    [Uint8Array.of(0x03, 0x40), Uint8Array.of(0x0b)],
    [Uint8Array.of(0x02, 0x40), Uint8Array.of(0x41, 0), Uint8Array.of(0x0d, 0), Uint8Array.of(0x0b)],
  ]);
  insert(parts, random, Array<Uint8Array[]>(countOf(4, random)).fill(piece).flat());
}

function deepBlocks(parts: Part[], random: Random): void {
  const count = countOf(3, random);
  const opening = Uint8Array.of(random.pick([0x02, 0x03]), 0x40);
  insert(parts, random, [
    ...Array<Uint8Array>(count).fill(opening),
    ...Array<Uint8Array>(count).fill(Uint8Array.of(0x0b)),
  ]);
}

/** At the beginning of a function: what stands there changes nothing. */
function insert(parts: readonly Part[], random: Random, pieces: readonly Uint8Array[]): void {
  const bodies = part(parts, SECTION.code)?.bodies ?? [];
  if (bodies.length === 0) return;
  const body = random.pick(bodies);
  body.instructions = [...pieces, ...body.instructions];
}

/** Behind the locals that there are. */
function manyLocals(parts: readonly Part[], random: Random): void {
  const locals = new Writer()
    .u32(random.pick([1_000, 20_000, 49_000]))
    .u8(random.pick(TYPES))
    .finish();
  for (const body of part(parts, SECTION.code)?.bodies ?? []) {
    const [groups = 0] = body.locals;
    if (groups < 0x7f) body.locals = Uint8Array.of(groups + 1, ...body.locals.subarray(1), ...locals);
  }
}

const part = (parts: readonly Part[], wanted: number): Part | undefined => parts.find(({ id }) => id === wanted);

function countOf(bytes: number, random: Random): number {
  return Math.ceil(Math.min(10 ** (1 + random.below(6)), MOST_BYTES / bytes) / (1 + random.below(4)));
}
