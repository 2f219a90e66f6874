import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The command line that shows a long text from its standard input: `$PAGER`, else less with colours, else more. */
export function pagerOf(environment: Environment): string {
  const chosen = environment['PAGER']?.trim();
  if (chosen) return chosen;
  return isOnPath('less', environment) ? 'less -R' : 'more';
}

/** The command line that edits the file whose name is put behind it: `$VISUAL`, else `$EDITOR`, else vi. */
export function editorOf(environment: Environment): string {
  return environment['VISUAL']?.trim() || environment['EDITOR']?.trim() || 'vi';
}

function isOnPath(name: string, { PATH = '' }: Environment): boolean {
  return PATH.split(delimiter).some((directory) => {
    try {
      accessSync(join(directory, name), constants.X_OK);
      return directory !== '';
    } catch {
      return false;
    }
  });
}
