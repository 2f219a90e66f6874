import { commonStart, completionsAt, withWord } from '../../commands/complete.ts';
import { contextOf, execute } from '../../commands/execute.ts';
import type { Token } from '../../input/key-tokens.ts';
import { edited, type LineEdit, lineOf } from '../../input/line-edit.ts';
import type { Candidate } from '../candidate.ts';
import type { ScreenState, Update } from '../screen-state.ts';
import { chosen } from '../table/row-actions.ts';
import { targetOf } from '../target.ts';
import type { View } from '../view.ts';
import { searchBegun, searchedOn } from './history-search.ts';
import type { CommandLayer, Cycle } from './layer.ts';
import { cleared, popped, replaced, topLayer } from './layer-stack.ts';

/** Lines of the history that are kept. */
const MOST_HISTORY = 500;

/** The command line with readline's keys, Tab for completion, the arrows for the list and the lines of before, Ctrl-R to look for one. */
export function updateCommand(state: ScreenState, layer: CommandLayer, view: View, token: Token): Update {
  const key = token.kind === 'key' ? token.key : '';
  const { search } = layer;
  const next = search && searchedOn(state, layer, search, token);
  if (next !== undefined) return { state: next };
  switch (key) {
    case 'ctrl-r':
      return { state: searchBegun(state, layer) };
    case 'escape':
    case 'ctrl-c':
    case 'ctrl-g':
      return { state: popped(state) };
    case 'enter':
      return enter(state, layer, view);
    case 'tab':
      return complete(state, layer, view, 1);
    case 'shift-tab':
      return complete(state, layer, view, -1);
    case 'up':
    case 'down':
      return { state: stepped(state, layer, view, key === 'up' ? -1 : 1) };
    case 'ctrl-p':
      return { state: recall(state, layer, 1) };
    case 'ctrl-n':
      return { state: recall(state, layer, -1) };
    case 'backspace':
      if (layer.line.text === '') return { state: popped(state) };
  }
  const line = edited(layer.line, token);
  return { state: line === undefined ? state : replaced(state, typed(layer, line)) };
}

/** What was found or wrong before is no more once something is typed. */
function typed({ kind, recalled, draft }: CommandLayer, line: LineEdit): CommandLayer {
  return { kind, line, recalled, draft };
}

/** A line that is wrong stays, so that it can be mended. */
function enter(state: ScreenState, layer: CommandLayer, view: View): Update {
  const { text } = layer.line;
  if (text.trim() === '') return { state: popped(state) };
  const result = execute(text, remembered(cleared(state), text.trim()), view);
  return 'state' in result ? result : { state: replaced(state, { ...layer, problem: result }) };
}

function remembered(state: ScreenState, line: string): ScreenState {
  const others = state.history.filter((known) => known !== line);
  return { ...state, history: [...others, line].slice(-MOST_HISTORY) };
}

/** The arrows go through the list that is seen from its first line on, and above that through the history. */
function stepped(state: ScreenState, layer: CommandLayer, view: View, step: 1 | -1): ScreenState {
  const { cycle, recalled } = layer;
  if (cycle !== undefined && cycle.choice === 0 && step < 0) return replaced(state, typed(layer, cycle.line));
  if (cycle !== undefined && cycle.choice >= 0) return replaced(state, turned(layer, cycle, step));
  if (recalled > 0 || step < 0) return recall(state, layer, -step);
  const { at, candidates, related } = completionsAt(layer.line, contextOf(state, view));
  const all = [...candidates, ...related];
  if (all.length === 0) return state;
  return replaced(state, turned(layer, { line: layer.line, at, candidates: all, choice: -1 }, 1));
}

function recall(state: ScreenState, layer: CommandLayer, step: number): ScreenState {
  const recalled = Math.max(0, Math.min(state.history.length, layer.recalled + step));
  if (recalled === layer.recalled) return state;
  const draft = layer.recalled === 0 ? layer.line.text : layer.draft;
  const text = recalled === 0 ? draft : (state.history.at(-recalled) ?? '');
  return replaced(state, { kind: 'command', line: lineOf(text), recalled, draft });
}

/** Tab: as far as all that fits agrees; then one after the other. */
function complete(state: ScreenState, layer: CommandLayer, view: View, step: 1 | -1): Update {
  if (layer.cycle !== undefined) return { state: replaced(state, turned(layer, layer.cycle, step)) };
  const { at, typed: prefix, candidates: begun, related, paths } = completionsAt(layer.line, contextOf(state, view));
  const candidates = begun.length > 0 ? begun : related;
  if (candidates.length === 0 && paths !== undefined) {
    const [task] = chosen(state, view).map(targetOf);
    return { state, effect: { kind: 'paths', prefix, pid: paths === 'guest' ? task?.pid : undefined } };
  }
  return { state: replaced(state, offered(layer, at, prefix, candidates)) };
}

/** The answer to a question for paths: it counts only if the line is still as it was asked for. */
export function withPaths(state: ScreenState, view: View, prefix: string, paths: readonly string[]): ScreenState {
  const layer = topLayer(state);
  if (layer?.kind !== 'command') return state;
  const { at, typed: now } = completionsAt(layer.line, contextOf(state, view));
  if (now !== prefix) return state;
  return replaced(
    state,
    offered(
      layer,
      at,
      prefix,
      paths.map((text) => ({ text, note: '' })),
    ),
  );
}

function offered(layer: CommandLayer, at: number, prefix: string, candidates: readonly Candidate[]): CommandLayer {
  const [only, ...others] = candidates;
  if (only === undefined) return layer;
  if (others.length === 0) return typed(layer, withWord(layer.line, at, only.text, !only.text.endsWith('/')));
  const common = commonStart(candidates);
  const longer = common.length > prefix.length && common.toLowerCase().startsWith(prefix.toLowerCase());
  const line = longer ? withWord(layer.line, at, common, false) : layer.line;
  return { ...typed(layer, line), cycle: { line, at, candidates, choice: -1 } };
}

function turned(layer: CommandLayer, cycle: Cycle, step: 1 | -1): CommandLayer {
  const { length } = cycle.candidates;
  const choice = cycle.choice < 0 ? (step > 0 ? 0 : length - 1) : (cycle.choice + step + length) % length;
  const text = cycle.candidates[choice]?.text ?? '';
  return { ...typed(layer, withWord(cycle.line, cycle.at, text, false)), cycle: { ...cycle, choice } };
}
