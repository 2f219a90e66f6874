// Bundles the program into dist/: one entry for the command, one for `run` and one for the monitor alone, one for each kind of worker thread.
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
  'reader-process': 'src/wasm/reader-process.ts',
};

/** Children of commander and terminal-size, widths of rare letters, and the part of the program that `run` and `top` leave for others. */
const LATER = {
  name: 'later',
  setup({ onResolve }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /\/(commander|terminal-size)\//.test(importer) ? { path: resolve('scripts/lazy-child-process.mjs') } : undefined,
    );
    onResolve({ filter: /^string-width$/ }, ({ importer }) =>
      importer.endsWith('/lazy-string-width.mjs') ? undefined : { path: resolve('scripts/lazy-string-width.mjs') },
    );
    onResolve({ filter: /^\.\/(main|run|top)\.ts$/ }, ({ importer, path }) =>
      /\/src\/(start|run|top)\.ts$/.test(importer) ? { path: path.replace('.ts', '.js'), external: true } : undefined,
    );
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
    'Intl.Segmenter': 'LazySegmenter',
  },
  inject: ['scripts/lazy-segmenter.mjs'],
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
// By itself, so that it shares nothing with other entries, and is not cut into pieces for that.
const top = await build({ ...OPTIONS, entryPoints: { top: 'src/top.ts' }, splitting: true });
await build({ ...OPTIONS, entryPoints: { start: 'src/start.ts' }, banner: {}, inject: [], target: 'node14.8' });
await writeFile('dist/THIRD_PARTY_LICENSES', thirdPartyLicenses([split.metafile, run.metafile, top.metafile]));

/** A hash of the code that instruments modules, for what is kept of its work. */
function instrumenter() {
  const hash = createHash('sha256');
  for (const name of readdirSync('src/wasm').sort()) hash.update(readFileSync(`src/wasm/${name}`));
  return hash.digest('hex').slice(0, 16);
}
