import { MAX_FUNCTION_BYTES } from '../base/limits.ts';
import { SysError } from '../base/sys-error.ts';
import { visible } from '../base/visible.ts';
import type { HookIndices } from './added-function.ts';
import type { BodyScan } from './body-scan.ts';
import { BodyWriter } from './body-writer.ts';
import { parseBranchHints, writeBranchHints } from './branch-hints.ts';
import { entryCharges } from './call-costs.ts';
import { BodyScanner } from './code-scan.ts';
import { describeModule } from './describe-module.ts';
import { Writer } from './encode.ts';
import {
  FUEL_EXPORT,
  HOOKS_EXPORT,
  MEMORY_EXPORT,
  MEMORY_LIMIT_EXPORT,
  REFUSED_EXPORT,
  START_EXPORT,
  WANTED_EXPORT,
} from './hidden.ts';
import { CodeBounds } from './module-bounds.ts';
import type { ModuleInfo } from './module-info.ts';
import { type Outline, paramCount, parseOutline } from './parse.ts';
import { Reader } from './reader.ts';
import { Replacements } from './replacements.ts';
import { ORDER, SECTION, type Section } from './sections.ts';
import { checkCounts, checkFunctionSize, checkModuleSize } from './v8-room.ts';

/** Custom sections that hold positions in the code, which move. */
const POSITIONAL = /^(\.debug_|metadata\.code\.|sourceMappingURL|external_debug_info)/;

/**
 * Rewrites a module so that it can be preempted, paused and killed, and so that its memory is bounded. Everything is appended,
 * so no index shifts; the names are those of `hidden.ts`.
 *
 * Where time can pass, code counts down `fuel`, and calls the hook where it falls below zero: loop heads count in a local
 * and move it to fuel past a limit; functions that loop, recurse or have a heavy call tree pay at their entry; calls
 * through tables and references pay at the site; long straight-line code pays on the way; bulk operations go in chunks.
 * @param mostFunctionBytes functions that would become longer have coarser safepoints
 * @throws SysError ENOEXEC for what is no module, or one that wasitop does not know how to run.
 */
export function instrument(
  bytes: Uint8Array,
  mostFunctionBytes: number = MAX_FUNCTION_BYTES,
): { readonly bytes: Uint8Array<ArrayBuffer>; readonly info: ModuleInfo } {
  const outline = parseOutline(bytes);
  refuseHiddenNames(outline);
  const indices = hookIndices(outline);
  const replacements = new Replacements(outline, indices);
  const bodies = scanCode(outline, replacements, mostFunctionBytes);
  checkCounts(outline, replacements.functions.length);
  const charges = entryCharges(bodies, outline.importedFunctions);
  const module = new ModuleWriter(outline, indices, replacements, bodies, charges);
  return { bytes: module.write(), info: describeModule(outline, bodies, charges, replacements.growsTables) };
}

function refuseHiddenNames(outline: Outline): void {
  const taken = outline.exports.find(({ name }) => name.startsWith('wasitop:'));
  if (taken !== undefined) {
    throw new SysError(
      'ENOEXEC',
      'load',
      undefined,
      `the module exports ${visible(taken.name)}; names that begin with wasitop: are ours`,
    );
  }
}

function hookIndices(outline: Outline): HookIndices {
  return {
    fuel: outline.globalCount,
    limit: outline.globalCount + 1,
    refused: outline.globalCount + 2,
    wanted: outline.globalCount + 3,
    hooksTable: outline.tables.length,
    safepointType: outline.types.length,
    waitType: outline.types.length + 1,
    flush: outline.functions.length,
    safepoint: outline.functions.length + 1,
    start: outline.functions.length + 2,
  };
}

function scanCode(outline: Outline, replacements: Replacements, mostBytes: number): BodyScan[] {
  const section = find(outline, SECTION.code);
  if (section === undefined) return [];
  const reader = new Reader(outline.bytes, section.start, section.end);
  const scanner = new BodyScanner(outline, replacements, mostBytes);
  const count = reader.count();
  if (count !== outline.functions.length - outline.importedFunctions)
    reader.fail('functions and their code differ in number');
  const bounds = new CodeBounds();
  const bodies = Array.from({ length: count }, (_, position) => {
    const index = outline.importedFunctions + position;
    const body = scanner.scan(reader, paramCount(outline, index));
    bounds.check(body, index);
    return body;
  });
  if (!reader.done) reader.fail('the code section is longer than its functions');
  return bodies;
}

function hasArrays({ types }: Outline): boolean {
  return types.some(({ kind }) => kind === 'array');
}

function find(outline: Outline, id: number): Section | undefined {
  return outline.sections.find((section) => section.id === id);
}

/** Puts the rewritten module together, section by section. */
class ModuleWriter {
  readonly #outline: Outline;
  readonly #indices: HookIndices;
  readonly #replacements: Replacements;
  readonly #bodies: readonly BodyScan[];
  readonly #charges: Uint32Array;
  readonly #out: Writer;

  constructor(
    outline: Outline,
    indices: HookIndices,
    replacements: Replacements,
    bodies: readonly BodyScan[],
    charges: Uint32Array,
  ) {
    this.#outline = outline;
    this.#indices = indices;
    this.#replacements = replacements;
    this.#bodies = bodies;
    this.#charges = charges;
    this.#out = new Writer(outline.bytes.length * 1.5 + 4096);
  }

  write(): Uint8Array<ArrayBuffer> {
    this.#out.bytes(this.#outline.bytes.subarray(0, 8));
    for (const id of ORDER) this.#section(id);
    for (const section of this.#outline.sections) {
      if (section.id === SECTION.custom && !this.#isPositional(section)) this.#copySection(section);
    }
    checkModuleSize(this.#outline.bytes.length, this.#out.length);
    return this.#out.finish();
  }

  #section(id: number): void {
    switch (id) {
      case SECTION.type:
        return this.#extend(id, 2 + this.#replacements.functions.length, (out) => this.#types(out));
      case SECTION.function:
        return this.#extend(id, this.#replacements.functions.length, (out) => this.#functions(out));
      case SECTION.table:
        // Exactly two slots, for the two hooks.
        return this.#extend(id, 1, (out) => out.u8(0x70).u8(0x01).u32(2).u32(2));
      case SECTION.global:
        return this.#extend(id, 4, globals);
      case SECTION.export:
        return this.#exports();
      case SECTION.start:
        return;
      case SECTION.code:
        return this.#code();
      default: {
        const section = find(this.#outline, id);
        if (section !== undefined) this.#copySection(section);
      }
    }
  }

  #copySection({ id, start, end }: Section): void {
    this.#out
      .u8(id)
      .u32(end - start)
      .copy(this.#outline.bytes, start, end);
  }

  #isPositional(section: Section): boolean {
    return POSITIONAL.test(new Reader(this.#outline.bytes, section.start, section.end).name());
  }

  /** Writes a section that is a vector, with items added at its end. */
  #extend(id: number, added: number, write: (out: Writer) => void): void {
    const section = find(this.#outline, id);
    const items = new Writer();
    write(items);
    const reader = section === undefined ? undefined : new Reader(this.#outline.bytes, section.start, section.end);
    const count = new Writer().u32((reader?.u32() ?? 0) + added).finish();
    const kept = section === undefined || reader === undefined ? 0 : section.end - reader.at;
    this.#out
      .u8(id)
      .u32(count.length + kept + items.length)
      .bytes(count);
    if (reader !== undefined) this.#out.copy(this.#outline.bytes, reader.at, reader.end);
    this.#out.bytes(items.finish());
  }

  #types(out: Writer): void {
    out.bytes(Uint8Array.of(0x60, 1, 0x7f, 1, 0x7f)).bytes(Uint8Array.of(0x60, 1, 0x7e, 0));
    for (const { params, results } of this.#replacements.functions) {
      out.u8(0x60).u32(params.length);
      for (const type of params) out.bytes(type);
      out.u32(results.length);
      for (const type of results) out.bytes(type);
    }
  }

  #functions(out: Writer): void {
    this.#replacements.functions.forEach((_, index) => {
      out.u32(this.#indices.waitType + 1 + index);
    });
  }

  #exports(): void {
    const { fuel, limit, refused, wanted, hooksTable, start } = this.#indices;
    const exported: [name: string, kind: number, index: number][] = [
      [FUEL_EXPORT, 3, fuel],
      [MEMORY_LIMIT_EXPORT, 3, limit],
      [REFUSED_EXPORT, 3, refused],
      [HOOKS_EXPORT, 1, hooksTable],
    ];
    if (hasArrays(this.#outline)) exported.push([WANTED_EXPORT, 3, wanted]);
    if (this.#outline.memories.length > 0) exported.push([MEMORY_EXPORT, 2, 0]);
    if (this.#outline.start !== undefined) exported.push([START_EXPORT, 0, start]);
    this.#extend(SECTION.export, exported.length, (out) => {
      for (const [name, kind, index] of exported) out.name(name).u8(kind).u32(index);
    });
  }

  #code(): void {
    const bodies = new BodyWriter(this.#outline, this.#indices);
    const hints = parseBranchHints(this.#outline);
    const content = new Writer((find(this.#outline, SECTION.code)?.end ?? 0) * 1.5 + 4096);
    content.u32(this.#bodies.length + this.#replacements.functions.length);
    const body = new Writer(4096);
    let copiedTo = this.#bodies[0]?.sizeAt ?? 0;
    for (const [index, scan] of this.#bodies.entries()) {
      const charge = this.#charges[index] as number;
      if (charge === 0 && scan.edits.length === 0) continue;
      content.copy(this.#outline.bytes, copiedTo, scan.sizeAt);
      body.reset();
      const number = this.#outline.importedFunctions + index;
      const marks = bodies.write(body, scan, number, charge, hints.get(number) ?? []);
      if (marks.length > 0) hints.set(number, marks);
      checkFunctionSize(number, scan.end - scan.localsAt, body.length);
      content.u32(body.length).bytes(body.finish());
      copiedTo = scan.end;
    }
    const last = this.#bodies.at(-1);
    if (last !== undefined) content.copy(this.#outline.bytes, copiedTo, last.end);
    for (const { body: added } of this.#replacements.functions) content.u32(added.length).bytes(added);
    if (hints.size > 0) this.#out.section(SECTION.custom, writeBranchHints(hints));
    this.#out.u8(SECTION.code).u32(content.length).bytes(content.finish());
  }
}

function globals(out: Writer): void {
  out.u8(0x7f).u8(1).u8(0x41).i32(0).u8(0x0b);
  out.u8(0x7e).u8(1).u8(0x42).i64(0x7fff_ffff_ffff_ffffn).u8(0x0b);
  out.u8(0x7f).u8(1).u8(0x41).i32(0).u8(0x0b);
  out.u8(0x7f).u8(1).u8(0x41).i32(0).u8(0x0b);
}
