import { countsIn, PANES, type Pane } from './actions/action.ts';
import { type ActionId, commandName } from './actions/action-id.ts';
import { ACTIONS } from './actions/registry.ts';
import { type Binding, type BindingFault, type Bindings, type BoundKey, parseBindings } from './bindings.ts';
import { keyName } from './key-names.ts';
import { PRESETS, type Preset } from './presets.ts';

/** What keys mean: the registry, changed by a preset, changed by what a person bound. */
export interface KeyMap {
  readonly preset: Preset;
  /** As the configuration has them, with what is wrong among them. */
  readonly bindings: Bindings;
  readonly faults: readonly BindingFault[];
  readonly panes: Readonly<Record<Pane, PaneKeys>>;
}

interface PaneKeys {
  readonly actions: ReadonlyMap<string, ActionId>;
  readonly keys: ReadonlyMap<ActionId, readonly string[]>;
}

/** Without them nobody finds the way: they have a key in every pane, whatever is bound. */
const NEEDED: readonly ActionId[] = ['help', 'quit', 'commandLine'];

/** Makes a map; what is wrong is left out, and told in `faults`. */
export function keyMapFor(preset: Preset, bindings: Bindings): KeyMap {
  const { bound, faults } = parseBindings(bindings);
  const told = [...faults];
  const own = withoutConflicts(bound, told);
  const common = parseBindings(PRESETS[preset]).bound;
  const panes = PANES.map((pane) => {
    const entries = overridden(overridden(registryOf(pane), common, pane), own, pane);
    return [pane, secured(entries, overridden(registryOf(pane), common, pane), own, told)] as const;
  });
  return { preset, bindings, faults: told, panes: Object.fromEntries(panes) as KeyMap['panes'] };
}

/** What a key does in a pane. */
export function actionFor({ panes }: KeyMap, key: string, pane: Pane): ActionId | undefined {
  return panes[pane].actions.get(key);
}

/** The keys that an action has in a pane. */
export function keysOf({ panes }: KeyMap, id: ActionId, pane: Pane): readonly string[] {
  return panes[pane].keys.get(id) ?? [];
}

/** How to tell a person to do something: by its first key, in another pane's way where it has none in this one, else by its name. */
export function keyText(map: KeyMap, id: ActionId, pane: Pane = 'table'): string {
  const [key] = [pane, ...PANES].flatMap((one) => keysOf(map, id, one));
  return key === undefined ? `:${commandName(id)}` : keyName(key);
}

/** Keys of one action in one pane; the later entry of a list wins a key. */
interface Entry {
  readonly id: ActionId;
  readonly keys: readonly string[];
}

/** A pane's own keys go before those that count in several. */
function registryOf(pane: Pane): Entry[] {
  const places = ['any', 'row', pane] as const;
  return places
    .filter((place) => countsIn(place, pane))
    .flatMap((place) => ACTIONS.filter(({ where }) => where === place));
}

/** With what is bound for this pane behind what is bound for all, so that it wins. */
function overridden(entries: readonly Entry[], bindings: readonly Binding[], pane: Pane): Entry[] {
  const here = entries.map(({ id }) => id);
  const fit = (one: Binding) => here.includes(one.id) && (one.pane === undefined || one.pane === pane);
  let result = [...entries];
  for (const { id, keys } of bindings.filter(fit).toSorted((a, b) => rank(a) - rank(b)))
    result = [...result.filter((entry) => entry.id !== id), { id, keys: keys.map(({ key }) => key) }];
  return result;
}

function rank({ pane }: Binding): number {
  return pane === undefined ? 0 : 1;
}

/** Two actions cannot have one key in one pane: the one that is written later does without it. */
function withoutConflicts(bound: readonly Binding[], faults: BindingFault[]): Binding[] {
  const taken: { readonly id: ActionId; readonly key: string; readonly pane: Pane | undefined }[] = [];
  return bound.map((binding) => {
    const keys = binding.keys.filter(({ key, path }: BoundKey) => {
      const { id, pane } = binding;
      const other = taken.find((one) => one.key === key && one.pane === pane && one.id !== id && meet(one.id, id));
      if (other === undefined) taken.push({ id, key, pane });
      else
        faults.push({
          path,
          text: `${keyName(key)} is ${commandName(other.id)} already: ${commandName(id)} does without it`,
        });
      return other === undefined;
    });
    return { ...binding, keys };
  });
}

/** Whether there is a pane in which both count. */
export function meet(one: ActionId, other: ActionId): boolean {
  const counts = (id: ActionId, pane: Pane) =>
    ACTIONS.some((action) => action.id === id && countsIn(action.where, pane));
  return PANES.some((pane) => counts(one, pane) && counts(other, pane));
}

/** Gives what is needed its first key back where it has none left, and tells that of whoever took it. */
function secured(
  entries: readonly Entry[],
  usual: readonly Entry[],
  own: readonly Binding[],
  faults: BindingFault[],
): PaneKeys {
  let result = paneKeys(entries);
  let given = [...entries];
  for (let lost = lostIn(result); lost !== undefined; lost = lostIn(result)) {
    const [key = ''] = usual.findLast((entry) => entry.id === lost)?.keys ?? [];
    given = [...given, { id: lost, keys: [key] }];
    result = paneKeys(given);
    // The line that leaves it none, else the one that took its key.
    const mine = own.filter(({ id }) => id === lost);
    const binding = mine.find(({ keys }) => keys.length === 0) ?? mine[0];
    const taker = own.flatMap(({ keys }) => keys).find((bound) => bound.key === key);
    const text = `${commandName(lost)} needs a key in every pane: ${keyName(key)} stays`;
    if (!faults.some((fault) => fault.text === text)) faults.push({ path: binding?.path ?? taker?.path ?? [], text });
  }
  return result;
}

function lostIn({ keys }: PaneKeys): ActionId | undefined {
  return NEEDED.find((id) => (keys.get(id) ?? []).length === 0);
}

function paneKeys(entries: readonly Entry[]): PaneKeys {
  const actions = new Map(entries.flatMap(({ id, keys }) => keys.map((key) => [key, id] as const)));
  const keys = new Map<ActionId, readonly string[]>();
  for (const entry of entries.toReversed()) {
    const left = entry.keys.filter((key) => actions.get(key) === entry.id);
    keys.set(entry.id, [...new Set([...(keys.get(entry.id) ?? []), ...left])]);
  }
  return { actions, keys };
}

export const DEFAULT_KEYS: KeyMap = keyMapFor('default', {});
