import { expect, test } from 'vitest';
import { TestKernel } from '../support/test-kernel.ts';
import { Ground, PLACES } from './ground.ts';

// Guests that say which check failed, and are silent else. Some also run by the command line, in preview1.test.ts.
const GUESTS = [
  'path-errors',
  'links',
  'rename',
  'file-io',
  'append',
  'times',
  'fresh-times',
  'readdir',
  'descriptors',
  'directory-fds',
  'narrow-directory',
];

test.each(PLACES)('on a %s all is as the specification has it', async (place) => {
  await using os = new TestKernel();
  for (const name of GUESTS) {
    using ground = new Ground();
    const task = os.spawn(`wasi/${name}`, { namespace: ground.bare(place), preopens: [{ name: '/', path: '/' }] });
    expect([name, await os.end(task), os.text(task)]).toEqual([name, { kind: 'exit', code: 0 }, '']);
  }
});
