import { type Action, PANES } from '../../input/actions/action.ts';
import { commandName } from '../../input/actions/action-id.ts';
import { ACTIONS } from '../../input/actions/registry.ts';
import type { Bindings } from '../../input/bindings.ts';
import { actionFor, DEFAULT_KEYS, type KeyMap, keyMapFor, keysOf, meet } from '../../input/key-map.ts';
import { keyName, parseKey } from '../../input/key-names.ts';
import type { ScreenState } from '../screen-state.ts';
import type { SetupPage } from './setup-page.ts';

/** Each action once; the first line of the page is for the preset. */
const ALL: readonly Action[] = ACTIONS.filter(
  ({ id }, index) => ACTIONS.findIndex((other) => other.id === id) === index,
);

/** Columns of the longest name. */
const NAME = 16;

/** The preset, and the keys of every action. */
export const KEYS_PAGE: SetupPage = {
  title: 'Keys (* other than usual)',
  hint: 'Enter binds   + adds   - takes one away   r as it was',
  items: ({ settings: { keys } }) => [
    { on: undefined, text: 'Preset', value: keys.preset },
    ...ALL.map(({ id, help }) => ({
      on: undefined,
      text: `${isUsual(keys, id) ? ' ' : '*'}${commandName(id).padEnd(NAME)} ${help}`,
      value: allKeys(keys, id).map(keyName).join(' '),
    })),
  ],
  toggle: (state, item) => (item === 0 ? withOtherPreset(state) : state),
  adjust: (state, item, step) => {
    const action = ALL[item - 1];
    if (action === undefined) return withOtherPreset(state);
    return step > 0 ? state : bound(state, action, allKeys(state.settings.keys, action.id).slice(0, -1));
  },
  asks: (_state, item, key) => {
    const action = ALL[item - 1];
    if (action === undefined || !['enter', 'space', '+'].includes(key)) return undefined;
    return { name: commandName(action.id), adds: key === '+' };
  },
  bind: (state, item, { adds }, key) => {
    const action = ALL[item - 1];
    if (action === undefined) return state;
    if (parseKey(key) === undefined) return said(state, `${keyName(key)} cannot be bound`, true);
    const before = adds ? allKeys(state.settings.keys, action.id).filter((one) => one !== key) : [];
    return taken(state, action, bound(state, action, [...before, key], key), key);
  },
  reset: (state, item) => {
    const action = ALL[item - 1];
    if (action === undefined) return state;
    return become(state, without(state.settings.keys.bindings, commandName(action.id)));
  },
};

function allKeys(keys: KeyMap, id: Action['id']): string[] {
  return [...new Set(PANES.flatMap((pane) => keysOf(keys, id, pane)))];
}

function isUsual(keys: KeyMap, id: Action['id']): boolean {
  return allKeys(keys, id).join(' ') === allKeys(DEFAULT_KEYS, id).join(' ');
}

function withOtherPreset(state: ScreenState): ScreenState {
  const { preset, bindings } = state.settings.keys;
  const keys = keyMapFor(preset === 'default' ? 'htop' : 'default', bindings);
  return { ...state, settings: { ...state.settings, keys } };
}

/** Gives an action just these keys, in all panes; whoever else was given one of them by a person does without it. */
function bound(state: ScreenState, { id }: Action, keys: readonly string[], key?: string): ScreenState {
  const { bindings } = state.settings.keys;
  const others = key === undefined ? bindings : freed(bindings, id, key);
  return become(state, {
    ...without(others, commandName(id)),
    [commandName(id)]: keys.length === 1 ? keys.join() : keys,
  });
}

/** Takes bindings over, but not where something that everybody needs would be left without a key. */
function become(state: ScreenState, bindings: Bindings): ScreenState {
  const before = state.settings.keys;
  const keys = keyMapFor(before.preset, bindings);
  const fault = keys.faults.find(({ text }) => !before.faults.some((known) => known.text === text));
  if (fault !== undefined) return said(state, fault.text, true);
  return { ...state, settings: { ...state.settings, keys } };
}

type Value = Bindings[string];

/** Without a name, in all panes. */
function without(bindings: Bindings, name: string): Bindings {
  return mapped(bindings, (own, keys) => (own === name ? undefined : keys));
}

/** Takes a key away from all that could be in the way of an action. */
function freed(bindings: Bindings, id: Action['id'], key: string): Bindings {
  return mapped(bindings, (name, keys) => {
    const other = ALL.find((action) => commandName(action.id) === name);
    if (other === undefined || !meet(other.id, id)) return keys;
    const left = [keys].flat().filter((one) => parseKey(one) !== key);
    return left.length === [keys].flat().length ? keys : left;
  });
}

/** @param change of the keys of a name; undefined takes them out. Panes without any go too. */
function mapped(
  bindings: Bindings,
  change: (name: string, keys: string | readonly string[]) => string | readonly string[] | undefined,
): Bindings {
  const entries = Object.entries(bindings).flatMap(([name, value]): [string, Value][] => {
    if (typeof value === 'string' || isList(value)) {
      const keys = change(name, value);
      return keys === undefined ? [] : [[name, keys]];
    }
    const inner = Object.entries(value).flatMap(([own, keys]) => {
      const changed = change(own, keys);
      return changed === undefined ? [] : [[own, changed] as const];
    });
    return inner.length === 0 ? [] : [[name, Object.fromEntries(inner)]];
  });
  return Object.fromEntries(entries);
}

function isList(value: Value): value is readonly string[] {
  return Array.isArray(value);
}

/** Says from whom a key was taken. */
function taken(before: ScreenState, { id }: Action, after: ScreenState, key: string): ScreenState {
  const [keys, now] = [before.settings.keys, after.settings.keys];
  if (keys === now) return after;
  const owner = PANES.filter((pane) => actionFor(now, key, pane) === id)
    .map((pane) => actionFor(keys, key, pane))
    .find((other) => other !== undefined && other !== id);
  if (owner === undefined) return said(after, `${keyName(key)} is ${commandName(id)} now`, false);
  const left = allKeys(now, owner).map(keyName).join(' ');
  const rest = left === '' ? `no key: it is :${commandName(owner)}` : left;
  return said(
    after,
    `${keyName(key)} is ${commandName(id)} now, no longer ${commandName(owner)}, which has ${rest}`,
    false,
  );
}

function said(state: ScreenState, text: string, bad: boolean): ScreenState {
  return { ...state, message: { text, bad } };
}
