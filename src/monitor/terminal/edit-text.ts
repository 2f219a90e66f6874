import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quoted } from '../../base/words.ts';

/**
 * Lets a person change a text in an editor, in a file that nobody else can read and that is gone afterwards.
 * @param name of the file: its ending tells the editor what it is
 * @param run runs a command line on the terminal, as `TerminalHost.run` does
 * @returns the text as it was left, and what there is to say of the editor: `''` where it went well
 */
export async function editText(
  text: string,
  name: string,
  editor: string,
  run: (command: string) => Promise<string>,
): Promise<{ readonly text: string; readonly failure: string }> {
  const directory = await mkdtemp(join(tmpdir(), 'wasitop-'));
  const path = join(directory, name);
  try {
    await writeFile(path, text, { mode: 0o600 });
    const failure = await run(`${editor} ${quoted(path)}`);
    return { text: await readFile(path, 'utf8'), failure };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
