import { isProblem } from '../../filter/problem.ts';
import { compilePattern } from '../../log/pattern.ts';
import type { Purpose } from '../layers/input-purpose.ts';
import type { LogPurpose } from '../layers/layer.ts';
import { popped } from '../layers/layer-stack.ts';
import type { ScreenState, Update } from '../screen-state.ts';
import { refused } from '../table/row-actions.ts';
import { textOfLog } from './log-actions.ts';
import { sought, withLog } from './log-places.ts';
import { noTextOf } from './log-programs.ts';

const cancel = (state: ScreenState): ScreenState => state;

/** What is done with a text that was typed for the log pane. A regex that is wrong stays, so that it can be mended. */
export const LOG_PURPOSES: Readonly<Record<LogPurpose, Purpose>> = {
  logSearch: {
    cancel,
    enter: (state, { line, before }) =>
      ifRight(state, line.text, () => searchedFor(popped(state), line.text === '' ? before : line.text)),
  },
  logIn: {
    cancel,
    enter: (state, { line }) => ifRight(state, line.text, () => filteredBy(popped(state), { in: line.text })),
  },
  logOut: {
    cancel,
    enter: (state, { line }) => ifRight(state, line.text, () => filteredBy(popped(state), { out: line.text })),
  },
  logExport: {
    cancel,
    enter: (state, { line }, view) => {
      const path = line.text.trim();
      if (path === '') return { state: popped(state) };
      const refusal = noTextOf(view.log);
      if (refusal !== undefined) return refused(popped(state), refusal);
      const message = { text: `writing to ${path} ...`, bad: false };
      return { state: { ...popped(state), message }, effect: { kind: 'exportLog', path, text: textOfLog(view) } };
    },
  },
  pipe: {
    cancel,
    enter: (state, { line }, view) => {
      const command = line.text.trim();
      if (command === '') return { state: popped(state) };
      const refusal = noTextOf(view.log);
      if (refusal !== undefined) return refused(popped(state), refusal);
      const done = `the log went to: ${command}`;
      return { state: popped(state), effect: { kind: 'run', command, input: textOfLog(view), done } };
    },
  },
};

function ifRight(state: ScreenState, text: string, done: () => ScreenState): Update {
  return { state: text !== '' && isProblem(compilePattern(text)) ? state : done() };
}

/** Searches down from where the log is. */
export function searchedFor(state: ScreenState, search: string): ScreenState {
  if (search === '') return { ...state, message: { text: 'nothing to search for', bad: true } };
  const direction = state.log.top === undefined ? -1 : 1;
  return sought(withLog(state, { search }), { kind: 'match', direction });
}

/** A filter that is set is on. The place stays. */
export function filteredBy(state: ScreenState, change: { readonly in?: string; readonly out?: string }): ScreenState {
  return withLog(state, { filters: { ...state.log.filters, ...change, on: true } });
}
