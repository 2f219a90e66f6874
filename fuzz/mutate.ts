import { Writer } from '../src/wasm/encode.ts';
import { OP } from '../src/wasm/opcodes.ts';
import { SECTION } from '../src/wasm/sections.ts';
import { constantOf } from './constant.ts';
import { type Body, type Part, putTogether, type Style, takeApart } from './module-parts.ts';
import { F32, F64, I32, I64, OPERATORS, TYPES } from './operators.ts';
import type { Random } from './random.ts';

const MOST_CHANGES = 4;

/** Changes a valid module here and there by its structure; what comes out is valid now and then. */
export function mutate(original: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  const parts = takeApart(original);
  const style: { -readonly [Key in keyof Style]: Style[Key] } = { padding: () => 0, lie: () => 0 };
  for (let left = 1 + random.below(MOST_CHANGES); left > 0; left--) {
    const kind = random.below(20);
    if (kind === 0) style.padding = () => (random.once(8) ? random.below(5) : 0);
    else if (kind === 1) style.lie = () => (random.once(20) ? random.below(5) - 2 : 0);
    else if (kind < 4) changeSections(parts, random);
    else if (kind < 8) changeItems(parts, random);
    else changeCode(parts, random);
  }
  return putTogether(parts, style);
}

function changeSections(parts: Part[], random: Random): void {
  const at = random.below(parts.length);
  const part = random.pick(parts);
  switch (random.below(5)) {
    case 0:
      parts.splice(at, 1);
      return;
    case 1:
      parts.splice(at, 0, part);
      return;
    case 2:
      [parts[at], parts[0]] = [parts[0] ?? part, part];
      return;
    case 3:
      part.id = random.below(15);
      return;
    default:
      parts.splice(at, 0, customSection(random));
  }
}

/** One that means nothing, or one of the names that the instrumenter reads. */
function customSection(random: Random): Part {
  const name = random.pick(['x', 'name', '.debug_info', 'metadata.code.branch_hint', 'producers', 'sourceMappingURL']);
  const rest = new Writer().name(name).bytes(Uint8Array.from(random.times(random.below(20), () => random.below(6))));
  return { id: SECTION.custom, items: [], bodies: [], rest: rest.finish() };
}

function changeItems(parts: readonly Part[], random: Random): void {
  const { items } = random.pick(parts);
  if (items.length === 0) return;
  const at = random.below(items.length);
  const item = random.pick(items);
  switch (random.below(4)) {
    case 0:
      items.splice(at, 1);
      return;
    case 1:
      items.splice(at, 0, item);
      return;
    case 2:
      items.push(item);
      return;
    default:
      items[at] = changeByte(item, random);
  }
}

function changeCode(parts: readonly Part[], random: Random): void {
  const bodies = parts.find(({ id }) => id === SECTION.code)?.bodies ?? [];
  if (bodies.length === 0) return;
  const body = random.pick(bodies);
  const { instructions } = body;
  if (instructions.length === 0) return;
  const at = random.below(instructions.length);
  const changes: (() => void)[] = [
    () => void instructions.splice(at, 1),
    () => void instructions.splice(at, 0, random.pick(instructions)),
    () =>
      void instructions.splice(
        at,
        0,
        random.pick(random.pick(bodies.filter((other) => other.instructions.length > 0)).instructions),
      ),
    () => {
      instructions[at] = changeByte(instructions[at] ?? Uint8Array.of(1), random);
    },
    () => addLocals(body, random),
    // These leave a valid body valid.
    () => void instructions.splice(at, 0, ...harmless(random)),
    () => void instructions.splice(at, 0, ...harmless(random)),
    () => replaceOperator(instructions, random),
    () => replaceOperator(instructions, random),
    () => wrap(instructions, random),
    () => wrap(instructions, random),
    () => enlarge(bodies, instructions, random),
    () => {
      bodies[random.below(bodies.length)] = body;
    },
  ];
  random.pick(changes)();
}

function changeByte(bytes: Uint8Array, random: Random): Uint8Array {
  const changed = bytes.slice();
  const at = random.below(changed.length);
  const before = changed[at] ?? 0;
  changed[at] = random.pick([before + 1, before - 1, before ^ (1 << random.below(8)), random.below(256), 0x80, 0x7f]);
  return changed;
}

function addLocals(body: Body, random: Random): void {
  const count = random.pick([1, 3, 49_999, 60_000, 0xffff_ffff]);
  body.locals = new Writer()
    .u32(1)
    .u32(count)
    .u8(random.pick([I32, I64, F32, F64, 0x7b, 0x70]))
    .finish();
}

/** Instructions that take nothing and leave nothing. */
function harmless(random: Random): Uint8Array[] {
  const type = random.pick(TYPES);
  const nothing = Uint8Array.of(0x01);
  return random.pick([
    [nothing],
    [constantOf(type, random).finish(), Uint8Array.of(0x1a)],
    [Uint8Array.of(0xd2, random.below(3)), Uint8Array.of(0x1a)],
    [Uint8Array.of(0x03, 0x40), nothing, Uint8Array.of(0x0b)],
    [Uint8Array.of(0x02, 0x40), Uint8Array.of(0x0c, 0), Uint8Array.of(0x0b)],
    [Uint8Array.of(0x03, 0x40), Uint8Array.of(0x41, 0), Uint8Array.of(0x0d, 0), Uint8Array.of(0x0b)],
    [Uint8Array.of(0x03, 0x7f), Uint8Array.of(0x41, 0), Uint8Array.of(0x0b), Uint8Array.of(0x1a)],
    [Uint8Array.of(0x02, 0x40), Uint8Array.of(0x41, 0), Uint8Array.of(0x0e, 1, 0, 0), Uint8Array.of(0x0b)],
    [Uint8Array.of(0x41, 0), Uint8Array.of(0x41, 0), Uint8Array.of(0x41, 0), Uint8Array.of(0xfc, 11, 0)],
    [Uint8Array.of(0x41, 0), Uint8Array.of(0x40, 0), Uint8Array.of(0x1a)],
    [Uint8Array.of(0x41, 0), Uint8Array.of(0x04, 0x40), Uint8Array.of(0x00), Uint8Array.of(0x05), Uint8Array.of(0x0b)],
  ]);
}

/** Puts another operator with the same operands and result in the place of one. */
function replaceOperator(instructions: Uint8Array[], random: Random): void {
  for (let at = random.below(instructions.length); at < instructions.length; at++) {
    const code = instructions[at]?.join();
    for (const type of TYPES) {
      const operator = OPERATORS[type].find((known) => known.code.join() === code);
      if (operator === undefined) continue;
      const alike = OPERATORS[type].filter(({ operands }) => operands.join() === operator.operands.join());
      instructions[at] = Uint8Array.from(random.pick(alike).code);
      return;
    }
  }
}

/** Puts all of the body but its end into a block or a loop, whose branches then lead one further. */
function wrap(instructions: Uint8Array[], random: Random): void {
  const count = random.once(10) ? 200 : 1 + random.below(3);
  const end = instructions.length - 1;
  // `unreachable` behind it gives whatever the function has to give.
  const opening = random.times(count, () => Uint8Array.of(random.pick([0x02, 0x03]), 0x40));
  const closing = random.times(count, () => Uint8Array.of(0x0b));
  instructions.splice(end, 0, ...opening, ...harmless(random), ...closing);
}

/** As many calls at one place as there is room for: skipped, so that it does not matter what they take and give. */
function enlarge(bodies: readonly Body[], instructions: Uint8Array[], random: Random): void {
  const calls = bodies.flatMap((body) => body.instructions.filter(([opcode]) => opcode === OP.call));
  if (calls.length === 0) return;
  const call = random.pick(calls);
  const many = Array.from({ length: random.pick([100, 20_000]) }, () => [call, Uint8Array.of(OP.unreachable)]).flat();
  const skipped = [Uint8Array.of(OP.block, 0x40), Uint8Array.of(OP.br, 0), ...many, Uint8Array.of(OP.end)];
  instructions.splice(random.below(instructions.length), 0, ...skipped);
}
