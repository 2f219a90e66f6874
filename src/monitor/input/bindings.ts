import { didYouMean } from '../../base/nearest.ts';
import { countsIn, PANES, type Pane } from './actions/action.ts';
import { type ActionId, commandName } from './actions/action-id.ts';
import { ACTIONS } from './actions/registry.ts';
import { KEY_FORMS, parseKey } from './key-names.ts';

/** A key, or several; none at all unbinds. */
type Keys = string | readonly string[];

/** Keys of actions by their names, as the configuration has them: for all panes, and in `in-table`, `in-log` and `in-details` for one. */
export type Bindings = Readonly<Record<string, Keys | Readonly<Record<string, Keys>>>>;

/** What is wrong with one of them, and where it stands among them. */
export interface BindingFault {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

/** The keys that an action shall have, in one pane or in each in which it counts. */
export interface Binding {
  readonly id: ActionId;
  readonly pane: Pane | undefined;
  readonly keys: readonly BoundKey[];
  readonly path: BindingFault['path'];
}

export interface BoundKey {
  readonly key: string;
  readonly path: BindingFault['path'];
}

const IDS = new Map(ACTIONS.map(({ id }) => [commandName(id), id]));

/** Understands what is bound, in the order in which it is written, without what is wrong. */
export function parseBindings(bindings: Bindings): { bound: readonly Binding[]; faults: readonly BindingFault[] } {
  const faults: BindingFault[] = [];
  const bound = Object.entries(bindings).flatMap(([name, value]) => {
    if (isKeys(value)) return bindingOf(name, value, undefined, [name], faults);
    const pane = PANES.find((one) => name === `in-${one}`);
    if (pane !== undefined)
      return Object.entries(value).flatMap(([inner, keys]) => bindingOf(inner, keys, pane, [name, inner], faults));
    const tables = PANES.map((one) => `in-${one}`);
    const text = `there is no such table; the panes are ${tables.join(', ')}${didYouMean(name, tables)}`;
    faults.push({ path: [name], text });
    return [];
  });
  return { bound, faults };
}

function bindingOf(
  name: string,
  value: Keys,
  pane: Pane | undefined,
  path: BindingFault['path'],
  faults: BindingFault[],
): Binding[] {
  const id = IDS.get(name);
  if (id === undefined) {
    const hint = name === 'preset' ? '; preset stands above all tables' : didYouMean(name, [...IDS.keys()]);
    faults.push({ path, text: `there is no such action${hint}` });
    return [];
  }
  if (pane !== undefined && !ACTIONS.some((action) => action.id === id && countsIn(action.where, pane))) {
    faults.push({ path, text: `${name} is nothing for the ${pane}` });
    return [];
  }
  const written = typeof value === 'string' ? [value] : value;
  const keys = written.flatMap((text, index): BoundKey[] => {
    const at = typeof value === 'string' ? path : [...path, index];
    const key = parseKey(text);
    if (key === undefined) faults.push({ path: at, text: `there is no key ${JSON.stringify(text)}; ${KEY_FORMS}` });
    return key === undefined ? [] : [{ key, path: at }];
  });
  // Nothing but mistakes is not the wish to have no key.
  return keys.length === 0 && written.length > 0 ? [] : [{ id, pane, keys, path }];
}

function isKeys(value: Bindings[string]): value is Keys {
  return typeof value === 'string' || Array.isArray(value);
}
