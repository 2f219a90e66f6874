// Bundles the program into dist/: one entry for the command, one for each kind of worker thread.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { build } from 'esbuild';

const ENTRIES = {
  main: 'src/main.ts',
  'cpu-worker': 'src/cpu/cpu-worker.ts',
  'hermetic-worker': 'src/hermetic/hermetic-worker.ts',
  'loader-worker': 'src/wasm/loader-worker.ts',
};

await rm('dist', { recursive: true, force: true });
await build({
  entryPoints: ENTRIES,
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node26',
  jsx: 'automatic',
  minifySyntax: true,
  minifyWhitespace: true,
  define: {
    WASITOP_BUILD: JSON.stringify(instrumenter()),
    'process.env.NODE_ENV': '"production"',
    'process.env.DEV': '"false"',
  },
  // Ink asks for it in development alone.
  alias: { 'react-devtools-core': './scripts/empty.mjs' },
  // CommonJS packages inside the bundle require Node's own modules.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  external: ['blessed-contrib', 'drawille-canvas-blessed-contrib'],
  logLevel: 'warning',
});
/** A hash of the code that instruments modules, for what is kept of its work. */
function instrumenter() {
  const hash = createHash('sha256');
  for (const name of readdirSync('src/wasm').sort()) hash.update(readFileSync(`src/wasm/${name}`));
  return hash.digest('hex').slice(0, 16);
}

await copyFile('scripts/start.js', 'dist/start.js');
