// Bundles the program into dist/: one entry for the command, one for each kind of worker thread.
import { copyFile, rm } from 'node:fs/promises';
import { build } from 'esbuild';

const ENTRIES = {
  main: 'src/main.ts',
  'cpu-worker': 'src/cpu/cpu-worker.ts',
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
  define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
  // Ink asks for it in development alone.
  alias: { 'react-devtools-core': './scripts/empty.mjs' },
  // CommonJS packages inside the bundle require Node's own modules.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  external: ['blessed-contrib', 'drawille-canvas-blessed-contrib'],
  logLevel: 'warning',
});
await copyFile('scripts/start.js', 'dist/start.js');
