/** A cpu whose pipes fail when they are waited for, where nobody awaits it: first in a callback, then by a promise. */
import { PipeHandle } from '../../src/vfs/pipe.ts';

let watched = 0;
PipeHandle.prototype.watch = () => {
  if (watched++ === 0) setImmediate(() => fail('thrown'));
  else void Promise.resolve().then(() => fail('rejected'));
  return () => {};
};

function fail(how: string): never {
  throw new Error(`${how} where nobody awaits it`);
}

await import('../../src/cpu/cpu-worker.ts');
