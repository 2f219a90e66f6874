import { readFile } from 'node:fs/promises';
import { quoted } from '../../base/words.ts';
import { inTextFile } from './text-file.ts';

/**
 * Lets a person change a text in an editor, in a file that nobody else can read and that is gone afterwards.
 * @param name of the file: its ending tells the editor what it is
 * @param run runs a command line on the terminal, as `TerminalHost.run` does
 * @returns the text as it was left, and what there is to say of the editor: `''` where it went well
 */
export function editText(
  text: string,
  name: string,
  editor: string,
  run: (command: string) => Promise<string>,
): Promise<{ readonly text: string; readonly failure: string }> {
  return inTextFile(text, name, async (path) => {
    const failure = await run(`${editor} ${quoted(path)}`);
    return { text: await readFile(path, 'utf8'), failure };
  });
}
