// Bundles the program into dist/: one entry for the command, one for `run` alone, one for each kind of worker thread.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { thirdPartyLicenses } from './third-party-licenses.mjs';

const ENTRIES = {
  main: 'src/main.ts',
  'cpu-worker': 'src/cpu/cpu-worker.ts',
  'disk-worker': 'src/disk/disk-worker.ts',
  'hermetic-worker': 'src/hermetic/hermetic-worker.ts',
  'loader-worker': 'src/wasm/loader-worker.ts',
};

/** Commander's children, and the part of the program that `run` leaves for others. */
const LATER = {
  name: 'later',
  setup({ onResolve, initialOptions }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes('/commander/') ? { path: resolve('scripts/lazy-child-process.mjs') } : undefined,
    );
    if (!initialOptions.splitting)
      onResolve({ filter: /^\.\/(main|run)\.[jt]s$/ }, ({ path }) => ({
        path: path.replace('.ts', '.js'),
        external: true,
      }));
  },
};

const OPTIONS = {
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node26',
  jsx: 'automatic',
  minifySyntax: true,
  minifyWhitespace: true,
  define: {
    WASITOP_VERSION: JSON.stringify(JSON.parse(readFileSync('package.json', 'utf8')).version),
    WASITOP_BUILD: JSON.stringify(instrumenter()),
    'process.env.NODE_ENV': '"production"',
    'process.env.DEV': '"false"',
    // Yoga would have Node load its web client for bytes that it has already: 45 ms.
    fetch: 'undefined',
  },
  // Ink asks for it in development alone.
  alias: { 'react-devtools-core': './scripts/empty.mjs' },
  // CommonJS packages inside the bundle require Node's own modules.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  external: ['blessed-contrib', 'drawille-canvas-blessed-contrib'],
  plugins: [LATER],
  logLevel: 'warning',
  metafile: true,
};

await rm('dist', { recursive: true, force: true });
const split = await build({ ...OPTIONS, entryPoints: ENTRIES, splitting: true });
const run = await build({ ...OPTIONS, entryPoints: { run: 'src/run.ts' } });
await build({ ...OPTIONS, entryPoints: { start: 'src/start.ts' }, banner: {}, target: 'node14.8' });
await writeFile('dist/THIRD_PARTY_LICENSES', thirdPartyLicenses([split.metafile, run.metafile]));

/** A hash of the code that instruments modules, for what is kept of its work. */
function instrumenter() {
  const hash = createHash('sha256');
  for (const name of readdirSync('src/wasm').sort()) hash.update(readFileSync(`src/wasm/${name}`));
  return hash.digest('hex').slice(0, 16);
}
