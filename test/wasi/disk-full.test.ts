import { expect, test } from 'vitest';
import { Namespace } from '../../src/namespace/namespace.ts';
import { openServer } from '../../src/vfs/open-server.ts';
import { makeRamDisk } from '../../src/vfs/ram-disk.ts';
import { nextServerId } from '../support/server-id.ts';
import { TestKernel } from '../support/test-kernel.ts';

test('a write to a full disk writes what fits, and the next is ENOSPC', async () => {
  await using os = new TestKernel();
  using disk = makeRamDisk(nextServerId(), 'disk', 1_000);
  using server = openServer(disk.spec);
  const task = os.spawn('wasi/disk-full', {
    namespace: new Namespace().mount(server, '/'),
    preopens: [{ name: '/', path: '/' }],
  });
  expect(await os.end(task), os.text(task)).toEqual({ kind: 'exit', code: 0 });
});
