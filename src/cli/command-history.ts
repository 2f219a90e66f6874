import { dirname, isAbsolute, join } from 'node:path';
import { isErrorCode, SysError } from '../base/sys-error.ts';
import { homeFolder } from '../config/home-folder.ts';
import { readConfigText } from '../config/read-text.ts';
import { linkTarget, replaceFile } from '../config/replace-file.ts';
import { clean } from '../monitor/draw/text.ts';
import { hostError } from '../vfs/host-error.ts';
import { makeFolders } from '../vfs/make-folders.ts';

const OP = 'keep history';

/** Lines that are kept, and letters of one of them. */
const MOST_LINES = 500;
const MOST_LETTERS = 2_000;

/** Times that others may write just while we do. */
const MOST_TRIES = 10;

/** Where the lines of the command line are kept: `wasitop/history` in `$XDG_STATE_HOME`, else in `~/.local/state`. */
export function historyPath(environment: NodeJS.ProcessEnv): string {
  const { XDG_STATE_HOME } = environment;
  const given = XDG_STATE_HOME !== undefined && isAbsolute(XDG_STATE_HOME) ? XDG_STATE_HOME : undefined;
  return join(given ?? join(homeFolder(environment), '.local', 'state'), 'wasitop', 'history');
}

/** The lines that are kept, the oldest first; none where they cannot be read. */
export function readHistory(path: string): string[] {
  const read = readConfigText(path);
  return 'text' in read ? linesOf(read.text) : [];
}

function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => clean(line.slice(0, MOST_LETTERS)).trim());
  return lines.filter((line) => line !== '').slice(-MOST_LINES);
}

/**
 * Puts the lines of this session behind those of all others. The file is read right before it is written, so that none of them is lost.
 *
 * @param before the history as the session began with it
 * @param after as it is now: what was entered stands at its end
 * @throws SysError EINVAL for a file that is none of ours; others as the host has them
 */
export function keepHistory(path: string, before: readonly string[], after: readonly string[]): void {
  const added = addedTo(before, after);
  if (added.length === 0) return;
  try {
    const target = linkTarget(path);
    makeFolders(dirname(target), 0o700);
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const text = textOf(path);
      const others = linesOf(text).filter((line) => !added.includes(line));
      const lines = [...others, ...added].slice(-MOST_LINES);
      // What is typed may be nobody else's business.
      if (replaceFile(target, `${lines.join('\n')}\n`, () => textOf(path) === text, 0o600)) return;
    }
  } catch (error) {
    throw hostError(error, OP, path);
  }
}

function textOf(path: string): string {
  const read = readConfigText(path);
  if ('text' in read) return read.text;
  if (read.code !== undefined && isErrorCode(read.code)) throw new SysError(read.code, OP, path);
  throw new SysError('EINVAL', OP, path, read.refusal);
}

/** A line that is entered goes to the end: what stands behind all that is in its old order was entered. */
function addedTo(before: readonly string[], after: readonly string[]): readonly string[] {
  let at = 0;
  const first = after.findIndex((line) => {
    at = before.indexOf(line, at) + 1;
    return at === 0;
  });
  return first < 0 ? [] : after.slice(first);
}
