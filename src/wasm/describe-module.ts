import type { BodyScan } from './body-scan.ts';
import { TABLE_ELEMENT_BYTES } from './hidden.ts';
import type { ModuleInfo } from './module-info.ts';
import type { Outline } from './parse.ts';

/** What is known of a module once it was scanned. */
export function describeModule(
  outline: Outline,
  bodies: readonly BodyScan[],
  charges: Uint32Array,
  growsTables: boolean,
): ModuleInfo {
  return {
    imports: outline.imports,
    exports: outline.exports,
    memories: outline.memories,
    tableElements: outline.tables.reduce((sum, { min }) => sum + min, 0),
    hasStart: outline.start !== undefined,
    usesHeap: growsTables || makesObjects(outline) || bodies.some(({ keepsExceptions }) => keepsExceptions),
    growsTables,
    instanceBytes: instanceBytes(outline),
    referenceBytes: referenceBytes(outline),
    constantBytes: outline.constantBytes,
    functionCount: bodies.length,
    typeCount: outline.types.length,
    largestFunction: bodies.reduce((most, { localsAt, end }) => Math.max(most, end - localsAt), 0),
    mostSlots: bodies.reduce((most, { slots }) => Math.max(most, slots), 0),
    slots: bodies.reduce((sum, { slots }) => sum + slots, 0),
    safepointFunctions: bodies.filter((body, index) => charges[index] !== 0 || body.edits.length > 0).length,
  };
}

/** Parameters of a tag: what is thrown lives while it is handled, and handlers can be as deep as the stack. */
const MOST_TAG_VALUES = 16;

function makesObjects({ types, tags }: Outline): boolean {
  return types.some(({ kind }) => kind !== 'function') || tags.some(({ params }) => params.length > MOST_TAG_VALUES);
}

/** What V8 takes of its heap for each, as measured. */
function instanceBytes({ tables, exports, functions, tags, globalCount, constantBytes }: Outline): number {
  const elements = tables.reduce((sum, { min }) => sum + min, 0);
  const counted =
    exports.length * 400 + tables.length * 200 + functions.length * 16 + tags.length * 24 + globalCount * 8;
  return elements * TABLE_ELEMENT_BYTES + counted + constantBytes;
}

/**
 * V8 makes an array of a whole segment when it is used first, and an object for each function that is referred to, as measured. Code can refer to
 * functions in segments, constants and exports alone.
 */
function referenceBytes({ segmentElements, functions, globalCount }: Outline): number {
  return segmentElements * 8 + Math.min(functions.length, segmentElements + globalCount) * 112;
}
