import { MAX_SHOWN_NAME } from '../base/limits.ts';
import type { Reason } from '../base/reason.ts';
import { visible } from '../base/visible.ts';

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

/** Frames of a stack trace that are kept, as V8 has it: a name with line breaks may look like more. */
const MAX_FRAMES = 10;

/** The guest's frames of a stack trace, as `function (wasm-function[12]:0x3f2)`. Time is linear in the length of names, which guests choose. */
function wasmFrames(error: Error): string[] {
  const lines = (error.stack ?? '').split('\n').filter((line) => line.includes('wasm-function['));
  return lines.slice(0, MAX_FRAMES).map((line) => frameOf(line.trim()));
}

/** `at module.function (wasm://wasm/1f3a:wasm-function[12]:0x3f2)`, or only what stands in the brackets. */
function frameOf(line: string): string {
  const bracket = line.lastIndexOf(' (');
  const place = /wasm-function\[\d+\]:0x[0-9a-f]+/.exec(line.slice(Math.max(0, bracket)))?.[0];
  if (place === undefined) return visible(line, MAX_SHOWN_NAME);
  const qualified = bracket < 0 ? '?' : line.slice('at '.length, bracket);
  return `${visible(qualified.slice(qualified.lastIndexOf('.') + 1), MAX_SHOWN_NAME)} (${place})`;
}
