import type { TaskRow } from '../data/snapshot.ts';
import type { Problem, ScreenState, Update } from '../state/screen-state.ts';
import { chosen } from '../state/task-actions.ts';
import type { View } from '../state/view.ts';
import type { Context } from './parameter.ts';
import { resolve } from './resolve.ts';
import { findTask } from './task-words.ts';

/** Carries a line out, or says at which word it is wrong. @param state as it is with the command line closed */
export function execute(line: string, state: ScreenState, view: View): Update | Problem {
  const resolved = resolve(line, contextOf(view));
  if (!('command' in resolved)) return resolved;
  const { command, words } = resolved;
  return command.run({
    state,
    view,
    words: (parameter) => words.get(parameter) ?? [],
    word: (parameter) => words.get(parameter)?.[0] ?? '',
    tasks: named(words.get('TASK') ?? [], view.live.tasks) ?? chosen(state, view),
  });
}

export function contextOf({ live }: View): Context {
  return { tasks: live.tasks, programs: live.programs };
}

/** The tasks that words name, each once; undefined where there are no words. */
function named(words: readonly string[], tasks: readonly TaskRow[]): TaskRow[] | undefined {
  if (words.length === 0) return undefined;
  const found = words.map((word) => findTask(word, tasks)).filter((task) => typeof task !== 'string');
  return [...new Set(found)];
}
