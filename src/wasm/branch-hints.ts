import { SysError } from '../base/sys-error.ts';
import { Writer } from './encode.ts';
import type { Outline } from './parse.ts';
import { Reader } from './reader.ts';
import { SECTION } from './sections.ts';

/** The custom section of the branch hinting proposal; it stands before the code. */
const SECTION_NAME = 'metadata.code.branch_hint';

/** What is known of a branch: where it stands, from the beginning of its function's body, and whether it is taken. */
export interface BranchHint {
  readonly at: number;
  readonly likely: boolean;
}

/** Hints by function index, in order of their places. */
export type BranchHints = Map<number, readonly BranchHint[]>;

/** The module's own hints. A section that is malformed counts as none: custom sections cannot make a module invalid. */
export function parseBranchHints({ bytes, sections }: Outline): BranchHints {
  for (const { id, start, end } of sections) {
    const reader = new Reader(bytes, start, end);
    if (id !== SECTION.custom || reader.tryName() !== SECTION_NAME) continue;
    return readHints(reader) ?? new Map();
  }
  return new Map();
}

function readHints(reader: Reader): BranchHints | undefined {
  const hints: BranchHints = new Map();
  try {
    for (let functions = reader.count(); functions > 0; functions--) {
      const number = reader.u32();
      hints.set(
        number,
        Array.from({ length: reader.count() }, () => readHint(reader)),
      );
    }
  } catch (error) {
    if (error instanceof SysError) return undefined;
    throw error;
  }
  return hints;
}

function readHint(reader: Reader): BranchHint {
  const at = reader.u32();
  if (reader.u8() !== 1) reader.fail('a branch hint has one byte');
  return { at, likely: reader.u8() === 1 };
}

/** The section's content, its name first. */
export function writeBranchHints(hints: BranchHints): Uint8Array {
  const out = new Writer(4096).name(SECTION_NAME).u32(hints.size);
  for (const number of [...hints.keys()].sort((a, b) => a - b)) {
    const list = hints.get(number) ?? [];
    out.u32(number).u32(list.length);
    for (const { at, likely } of list)
      out
        .u32(at)
        .u8(1)
        .u8(likely ? 1 : 0);
  }
  return out.finish();
}
