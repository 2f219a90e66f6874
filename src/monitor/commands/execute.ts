import type { Row } from '../data/row.ts';
import type { Problem } from '../state/layers/layer.ts';
import type { ScreenState, Update } from '../state/screen-state.ts';
import { chosen, refused } from '../state/table/row-actions.ts';
import type { View } from '../state/view.ts';
import type { Context } from './parameter.ts';
import { resolve } from './resolve.ts';
import { findRow } from './row-words.ts';

/** Carries a line out, or says at which word it is wrong. @param state as it is with the command line closed */
export function execute(line: string, state: ScreenState, view: View): Update | Problem {
  const resolved = resolve(line, contextOf(state, view));
  if (!('command' in resolved)) return resolved;
  const { command, words } = resolved;
  if (state.readOnly && command.changes)
    return refused(state, `read-only: ${command.name} is not possible; start without --readonly`);
  const selected = chosen(state, view);
  return command.run({
    state,
    view,
    words: (parameter) => words.get(parameter) ?? [],
    word: (parameter) => words.get(parameter)?.[0] ?? '',
    rest: line.trim().replace(/^(!|\S+)\s*/, ''),
    rows: named(words.get('PID'), view.liveRows) ?? selected,
    tasks: named(words.get('TASK'), view.live.tasks) ?? selected.filter((row) => row.kind === 'task'),
  });
}

export function contextOf({ tab, themes }: ScreenState, { live, liveRows }: View): Context {
  return { tab, rows: liveRows, tasks: live.tasks, programs: live.programs, themes };
}

/** What words name, each once; undefined where there are no words. */
function named<R extends Row>(words: readonly string[] | undefined, rows: readonly R[]): R[] | undefined {
  if (words === undefined || words.length === 0) return undefined;
  const found = words.map((word) => findRow(word, rows)).filter((row) => typeof row !== 'string');
  return [...new Set(found)];
}
