// Makes a checkout ready and then runs a command in it. Runs on Node 20 or newer, with nothing installed.
//   node scripts/setup.mjs test|start|run NAME [ARGS...]
import { spawnSync } from 'node:child_process';
import { bringNode } from './setup/bring-node.mjs';
import { buildBundle } from './setup/build-bundle.mjs';
import { installPackages } from './setup/install-packages.mjs';
import { withLock } from './setup/lock.mjs';

const COMMANDS = {
  start: (_node, args) => ['bin/wasitop', ['demo', ...args]],
  test: (node, args) => [node, ['node_modules/vitest/vitest.mjs', 'run', ...args]],
  build: (node) => [node, ['-e', '']],
  bench: (node, args) => [node, ['bench/main.ts', ...args]],
  fuzz: (node, args) => [node, ['fuzz/main.ts', ...args]],
  soak: (node, args) => [node, ['fuzz/soak.ts', ...args]],
  lint: (node, args) => [node, ['node_modules/@biomejs/biome/bin/biome', 'lint', '--error-on-warnings', ...args]],
  format: (node, args) => [node, ['node_modules/@biomejs/biome/bin/biome', 'format', ...args]],
  types: (node, args) => [node, ['node_modules/typescript7/bin/tsc', '-p', '.', ...args]],
  layers: (node, args) => [
    node,
    ['node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', 'src', 'components', ...args],
  ],
  schemas: (node) => [node, ['scripts/config-schema.ts']],
  manpages: (node) => [node, ['scripts/manpages.ts']],
  deadcode: (node, args) => [node, ['node_modules/knip/bin/knip.js', ...args]],
};

const [name = 'start', ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
if (command === undefined) {
  console.error(`setup: ${name} is not known; the commands are ${Object.keys(COMMANDS).join(' ')}`);
  process.exit(2);
}

try {
  const node = await withLock('.node/setup.lock', () => {
    const brought = bringNode();
    installPackages(brought);
    buildBundle(brought);
    return brought;
  });
  const [file, parameters] = command(node, args);
  // Ctrl-C is for what runs, which may have lent the terminal to somebody else.
  for (const name of ['SIGINT', 'SIGQUIT']) process.on(name, () => {});
  const { status, signal } = spawnSync(file, parameters, {
    stdio: 'inherit',
    env: { ...process.env, PATH: pathWith(node) },
  });
  process.exit(signal === null ? (status ?? 1) : 1);
} catch (error) {
  console.error(`setup: ${error.message}`);
  process.exit(1);
}

/** Programs that are started further on find the same Node. */
function pathWith(node) {
  const directory = node.slice(0, node.lastIndexOf('/'));
  return `${directory}:${process.env.PATH ?? ''}`;
}
