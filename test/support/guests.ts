import { fileURLToPath } from 'node:url';

/** The path of a guest of ours: `basic/spin`. */
export function guest(name: string): string {
  return fileURLToPath(new URL(`../guests/${name}.wasm`, import.meta.url));
}

/** A file of the checkout. */
export function projectFile(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}
