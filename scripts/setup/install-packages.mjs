import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const STAMP = 'node_modules/.wasitop-lock';

/**
 * Installs what package-lock.json lists, where that is not what is installed. `npm ci` would refuse a lock that was written where
 * the registry had the packages of one platform alone; `npm install --no-save` takes the same versions, and writes nothing.
 */
export function installPackages(node) {
  const wanted = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  console.error('setup: installing packages');
  const env = { ...process.env, PATH: `${node.slice(0, node.lastIndexOf('/'))}:${process.env.PATH ?? ''}` };
  const { status } = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel', 'error'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env,
  });
  if (status !== 0) throw new Error('npm install failed; look at what it said above, and try again');
  writeFileSync(STAMP, wanted);
}
