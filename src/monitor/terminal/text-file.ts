import { rmSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostError } from '../../vfs/host-error.ts';

const ALL = { recursive: true, force: true } as const;

/**
 * Writes a text into a file that nobody else can read, and that is gone when it was used, or when wasitop ends.
 * @param name of the file: its ending tells programs what it is
 * @param use is given its path
 * @throws SysError where there is no place for it
 */
export async function inTextFile<T>(
  text: string | Iterable<string>,
  name: string,
  use: (path: string) => Promise<T>,
): Promise<T> {
  const place = tmpdir();
  const directory = await mkdtemp(join(place, 'wasitop-')).catch((error) => {
    throw hostError(error, 'make a file in', place);
  });
  const remove = (): void => rmSync(directory, ALL);
  process.once('exit', remove);
  const path = join(directory, name);
  try {
    await writeFile(path, text, { mode: 0o600 }).catch((error) => {
      throw hostError(error, 'make a file in', place);
    });
    return await use(path);
  } finally {
    process.off('exit', remove);
    await rm(directory, ALL);
  }
}
