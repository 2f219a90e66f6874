import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Programs that tests start find nothing of what the tester has set, and change nothing of it. They share a cache of
 * compiled code: a worker thread takes a third of the time to start with it, and tests start some two thousand.
 */
export default function ownFolders(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'wasitop-tests-'));
  process.env['XDG_CONFIG_HOME'] = join(folder, 'config');
  process.env['XDG_STATE_HOME'] = join(folder, 'state');
  process.env['NODE_COMPILE_CACHE'] = join(folder, 'compiled');
  return () => rmSync(folder, { recursive: true, force: true });
}
