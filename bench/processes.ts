import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const WASITOP = fileURLToPath(new URL('../bin/wasitop', import.meta.url));
const NODE_WASI = fileURLToPath(new URL('peers/node-wasi.mjs', import.meta.url));

/** A guest of the benches. */
export function benchGuest(name: string): string {
  return fileURLToPath(new URL(`guests/${name}.wasm`, import.meta.url));
}

/** Runs a program by `wasitop run`, with a directory of the host as its root. @returns what it printed */
export function runOurs(directory: string, module: string, args: readonly string[]): string {
  return run(WASITOP, ['run', '--dir', `${directory}::/`, module, ...args]);
}

/** Runs it by node:wasi. */
export function runPeer(directory: string, module: string, args: readonly string[]): string {
  return run(process.execPath, ['--no-warnings', NODE_WASI, directory, module, ...args]);
}

function run(file: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(file, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (status !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}
