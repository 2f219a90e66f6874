import { type AddedFunction, type HookIndices, I32, typeBytes } from './added-function.ts';
import { Writer } from './encode.ts';

/** flush(n): fuel -= n; if (fuel < 0) calls the hook. */
export function flushFunction(indices: HookIndices): AddedFunction {
  const { fuel } = indices;
  const out = new Writer().u32(0);
  out.u8(0x23).u32(fuel).u8(0x20).u32(0).u8(0x6b).u8(0x24).u32(fuel);
  out.u8(0x23).u32(fuel).u8(0x41).i32(0).u8(0x48).u8(0x04).u8(0x40);
  callHook(out, indices, 0).u8(0x0b).u8(0x0b);
  return { params: [typeBytes(I32)], results: [], body: out.finish() };
}

/** safepoint(): calls the hook. */
export function safepointFunction(indices: HookIndices): AddedFunction {
  const out = new Writer().u32(1).u32(1).u8(I32);
  return { params: [], results: [], body: callHook(out, indices, 0).u8(0x0b).finish() };
}

/**
 * Calls the start function. That itself is not exported, because code may refer to an exported function (`ref.func`): a module that
 * refers to it undeclared is invalid, and would be made valid.
 */
export function startFunction(start: number): AddedFunction {
  return { params: [], results: [], body: new Writer().u32(0).u8(0x10).u32(start).u8(0x0b).finish() };
}

/** fuel = hook(fuel), unless that is negative. */
function callHook(out: Writer, indices: HookIndices, local: number): Writer {
  const { fuel, safepointType, hooksTable } = indices;
  out.u8(0x23).u32(fuel).u8(0x41).i32(0).u8(0x11).u32(safepointType).u32(hooksTable);
  out.u8(0x22).u32(local).u8(0x41).i32(0).u8(0x4e).u8(0x04).u8(0x40);
  return out.u8(0x20).u32(local).u8(0x24).u32(fuel).u8(0x0b);
}
