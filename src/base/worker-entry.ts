const SOURCES = {
  'cpu-worker': '../cpu/cpu-worker.ts',
  'disk-worker': '../disk/disk-worker.ts',
  'hermetic-worker': '../hermetic/hermetic-worker.ts',
  'loader-worker': '../wasm/loader-worker.ts',
  'reader-process': '../wasm/reader-process.ts',
} as const;

/** Where the code of a thread or process is: beside us in the bundle, or the source itself, which Node runs as it is. */
export function workerEntry(name: keyof typeof SOURCES): URL {
  return new URL(import.meta.url.endsWith('.ts') ? SOURCES[name] : `./${name}.js`, import.meta.url);
}
