import { fileURLToPath } from 'node:url';

/** The path of a file that the package carries, such as `demo/guests/primes.wasm`: from the source and from the bundle. */
export function packageFile(path: string): string {
  const root = import.meta.url.endsWith('.ts') ? '../../' : '../';
  return fileURLToPath(new URL(root + path, import.meta.url));
}
