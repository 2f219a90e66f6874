import { SysError } from '../src/base/sys-error.ts';
import { instrument } from '../src/wasm/instrument.ts';
import { strangeCharge } from './charges.ts';

/** What the instrumenter made of a module. */
export interface Verdict {
  /** Whether V8 takes the module as it was. */
  readonly isValid: boolean;
  /** What is wrong with what the instrumenter did. */
  readonly fault: string | undefined;
  readonly milliseconds: number;
}

/**
 * A module that V8 takes has to be one that it takes instrumented, or be refused for a name of ours; any other may be refused, but
 * by a SysError that says why, and nothing else may come out. What is added only ever takes fuel.
 */
export function checkMutant(bytes: Uint8Array<ArrayBuffer>): Verdict {
  const isValid = WebAssembly.validate(bytes);
  const start = performance.now();
  let fault: string | undefined;
  let rewritten: Uint8Array<ArrayBuffer> | undefined;
  try {
    rewritten = instrument(bytes).bytes;
  } catch (error) {
    if (!(error instanceof SysError)) fault = `threw ${error instanceof Error ? error.stack : String(error)}`;
    else if (error.code !== 'ENOEXEC' || error.detail === '') fault = `refused it by ${error.message}`;
    else if (isValid && !error.detail.includes('wasitop:')) fault = `refused what V8 takes: ${error.detail}`;
  }
  const milliseconds = performance.now() - start;
  if (rewritten !== undefined && WebAssembly.validate(rewritten) !== isValid)
    fault = isValid ? 'made it invalid' : 'made it valid: it may reach what is ours';
  if (rewritten !== undefined && isValid) fault ??= strangeCharge(bytes, rewritten);
  return { isValid, fault, milliseconds };
}
