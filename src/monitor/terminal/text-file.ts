import { rmSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ALL = { recursive: true, force: true } as const;

/**
 * Writes a text into a file that nobody else can read, and that is gone when it was used, or when wasitop ends.
 * @param name of the file: its ending tells programs what it is
 * @param use is given its path
 */
export async function inTextFile<T>(
  text: string | Iterable<string>,
  name: string,
  use: (path: string) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'wasitop-'));
  const remove = (): void => rmSync(directory, ALL);
  process.once('exit', remove);
  const path = join(directory, name);
  try {
    await writeFile(path, text, { mode: 0o600 });
    return await use(path);
  } finally {
    process.off('exit', remove);
    await rm(directory, ALL);
  }
}
