import { Writer } from '../src/wasm/encode.ts';
import { skipLocals } from '../src/wasm/immediates.ts';
import { Reader } from '../src/wasm/reader.ts';
import { SECTION } from '../src/wasm/sections.ts';
import { splitInstructions } from './instructions.ts';
import { ITEMS } from './module-items.ts';

/** A function's body in pieces. */
export interface Body {
  locals: Uint8Array;
  instructions: Uint8Array[];
}

/** A section in pieces: the items of a vector, or the bodies of the code; `rest` is what is behind them, or all of it. */
export interface Part {
  id: number;
  readonly items: Uint8Array[];
  readonly bodies: Body[];
  rest: Uint8Array;
}

/** Takes a valid module apart. */
export function takeApart(bytes: Uint8Array): Part[] {
  const reader = new Reader(bytes, 8);
  const parts: Part[] = [];
  while (!reader.done) {
    const id = reader.u8();
    const size = reader.u32();
    parts.push(partOf(id, bytes.slice(reader.at, reader.at + size)));
    reader.skip(size);
  }
  return parts;
}

function partOf(id: number, content: Uint8Array): Part {
  const reader = new Reader(content);
  const skip = ITEMS[id];
  if (id === SECTION.code) {
    const bodies = Array.from({ length: reader.u32() }, () => bodyAt(reader));
    return { id, items: [], bodies, rest: new Uint8Array() };
  }
  if (skip === undefined) return { id, items: [], bodies: [], rest: content };
  const items = Array.from({ length: reader.u32() }, () => {
    const start = reader.at;
    skip(reader);
    return content.slice(start, reader.at);
  });
  return { id, items, bodies: [], rest: content.slice(reader.at) };
}

function bodyAt(reader: Reader): Body {
  const size = reader.u32();
  const start = reader.at;
  skipLocals(reader, Number.POSITIVE_INFINITY);
  const body = {
    locals: reader.bytes.slice(start, reader.at),
    instructions: splitInstructions(reader.bytes, reader.at, start + size),
  };
  reader.at = start + size;
  return body;
}

/** How a module is written: how numbers of sizes and counts are, and by how much they lie. */
export interface Style {
  /** Extra bytes of LEB128 numbers of sizes and counts. */
  padding(): number;
  lie(): number;
}

/** Puts a module together again. */
export function putTogether(parts: readonly Part[], style: Style): Uint8Array<ArrayBuffer> {
  const out = new Writer(4096).bytes(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  for (const part of parts) {
    const content = contentOf(part, style);
    out.u8(part.id);
    number(out, content.length, style);
    out.bytes(content);
  }
  return new Uint8Array(out.finish());
}

function contentOf({ id, items, bodies, rest }: Part, style: Style): Uint8Array {
  const out = new Writer(1024);
  const isVector = id === SECTION.code || ITEMS[id] !== undefined;
  if (isVector) number(out, items.length + bodies.length, style);
  for (const item of items) out.bytes(item);
  for (const { locals, instructions } of bodies) {
    const size = instructions.reduce((sum, { length }) => sum + length, locals.length);
    number(out, size, style);
    out.bytes(locals);
    for (const instruction of instructions) out.bytes(instruction);
  }
  return out.bytes(rest).finish();
}

function number(out: Writer, value: number, style: Style): void {
  const told = Math.max(0, value + style.lie());
  const bytes = [...new Writer().u32(told).finish()];
  for (let extra = style.padding(); extra > 0; extra--) {
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 0x80;
    bytes.push(0);
  }
  out.bytes(Uint8Array.from(bytes));
}
