import { SIGNALS } from '../../../base/signals.ts';
import { HOST_SIGNALS } from '../../../host/processes/host-signals.ts';
import type { Row, Tab } from '../../data/row.ts';
import { clean } from '../../draw/text.ts';
import type { ActionId } from '../../input/actions/action-id.ts';
import { commandText } from '../../table/command-text.ts';
import type { MenuLayer } from '../layers/layer.ts';
import { pushed } from '../layers/layer-stack.ts';
import type { ScreenState, Update } from '../screen-state.ts';
import { targetOf } from '../target.ts';
import type { Perform, View } from '../view.ts';
import { chosen, labelOf, livingOf, nudged, pausedOrNot, refused } from './row-actions.ts';

/** What is done to the tagged rows, or else to the selected one, and what is said of that. */
export const ROW_ACTIONS = {
  signal: (state, view) => onLiving(state, view, (rows) => ({ state: pushed(state, signalMenu(state.tab, rows)) })),
  pause: (state, view) => onLiving(state, view, (rows) => pausedOrNot(state, rows)),
  raise: (state, view) => onLiving(state, view, (rows) => nudged(state, rows, true)),
  lower: (state, view) => onLiving(state, view, (rows) => nudged(state, rows, false)),
  environment: (state) => ({ state: { ...state, focus: 'details', detailsTop: 'Environment' } }),
  wholeCommand: (state, { selected }) => {
    if (selected === undefined) return refused(state, 'nothing is selected: choose a line with the arrow keys');
    const title = `Command of ${labelOf([targetOf(selected)])}`;
    return { state: pushed(state, { kind: 'notice', title, text: commandText(selected), top: 0 }) };
  },
  copy: (state, { selected }) => {
    if (selected === undefined) return refused(state, 'nothing is selected: choose a line with the arrow keys');
    const message = { text: `the command of ${labelOf([targetOf(selected)])} went to the clipboard`, bad: false };
    return { state: { ...state, message }, effect: { kind: 'copy', text: commandText(selected) } };
  },
} satisfies Partial<Record<ActionId, Perform>>;

function onLiving(state: ScreenState, view: View, then: (rows: readonly Row[]) => Update): Update {
  const rows = chosen(state, view);
  const { selected } = view;
  if (rows.length === 0 && selected !== undefined)
    return refused(state, `${selected.pid} ${clean(selected.name)} is gone`);
  const living = livingOf(state, rows);
  return 'state' in living ? living : then(living);
}

/** In the order of menus, TERM first: it is the one that is meant nearly always. */
const MENUS: Readonly<Record<Tab, readonly string[]>> = {
  tasks: ['TERM', 'INT', 'HUP', 'QUIT', 'USR1', 'USR2', 'STOP', 'CONT', 'KILL'],
  host: HOST_SIGNALS.map(({ name }) => name),
};

const NUMBERS: Readonly<Record<Tab, ReadonlyMap<string, number>>> = {
  tasks: new Map(Object.entries(SIGNALS)),
  host: new Map(HOST_SIGNALS.map(({ name, number }) => [name, number])),
};

function signalMenu(tab: Tab, rows: readonly Row[]): MenuLayer {
  const targets = rows.map(targetOf);
  const names = MENUS[tab];
  const items = names.map((name) => ({ text: `${String(NUMBERS[tab].get(name)).padStart(3)} ${name}`, value: name }));
  return {
    kind: 'menu',
    title: `Signal to ${labelOf(targets)}`,
    items,
    choice: names.indexOf('TERM'),
    purpose: { kind: 'signal', targets },
  };
}
