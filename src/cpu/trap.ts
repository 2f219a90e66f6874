import type { Reason } from '../base/reason.ts';

/** Why a task ended whose stack unwound with an error of the engine. */
export function trapReason(error: unknown): Reason {
  if (error instanceof RangeError) return { kind: 'trap', message: 'stack overflow', stack: wasmFrames(error) };
  if (error instanceof WebAssembly.RuntimeError) {
    return { kind: 'trap', message: error.message, stack: wasmFrames(error) };
  }
  // No host function throws into a guest: this is a fault of ours.
  if (error instanceof Error) return faultReason(error);
  return { kind: 'trap', message: 'uncaught exception', stack: [] };
}

/** Why a task ended for which code of ours failed. */
export function faultReason(error: unknown): Reason {
  return { kind: 'internal', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

/** The guest's frames of a stack trace, as `function (wasm-function[12]:0x3f2)`. */
function wasmFrames(error: Error): string[] {
  const frames = (error.stack ?? '').split('\n').filter((line) => line.includes('wasm-function['));
  return frames.map((line) => {
    const match = /at (?:(.*) \()?.*(wasm-function\[\d+\]:0x[0-9a-f]+)\)?$/.exec(line.trim());
    return match === null ? line.trim() : `${match[1]?.replace(/^.*?\.(?=[^.]*$)/, '') ?? '?'} (${match[2]})`;
  });
}
