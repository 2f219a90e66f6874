import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import { expect } from 'vitest';
import { guest, projectFile } from '../support/guests.ts';
import { HungMount, mountTest } from '../support/hung-mount.ts';
import { TestKernel } from '../support/test-kernel.ts';

mountTest('a module on a disk that hangs holds up neither signals nor other tasks nor the end', async () => {
  await using mount = new HungMount();
  copyFileSync(guest('basic/hello'), `${mount.files}/hello.wasm`);
  const module = `${mount.folder}/hello.wasm`;
  const run = () => spawn(projectFile('bin/wasitop'), ['run', module]);
  const [status] = await once(run(), 'exit');
  expect(status).toBe(0);

  await mount.hang();
  const held = mount.held();
  const child = run();
  await held;
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([130, null]);

  await using os = new TestKernel();
  const [waiting, limited] = [os.spawn('', { module }), os.spawn('', { module, limits: { wallMs: 100 } })];
  expect(await os.end(os.spawn('basic/hello'))).toEqual({ kind: 'exit', code: 0 });
  expect(await os.end(limited)).toEqual({ kind: 'limit', limit: 'wall' });
  os.kernel.signal(waiting.pid, 'KILL');
  expect(await os.end(waiting)).toEqual({ kind: 'signal', signal: 9 });
});
