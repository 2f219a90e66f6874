import { sortedBy } from './table-actions.ts';
import { popped, replaced } from './layer-stack.ts';
import { signalled } from './row-actions.ts';
import type { MenuLayer, ScreenState, Update } from './screen-state.ts';
import { withTable } from './table-state.ts';

const CLOSING: readonly string[] = ['escape', 'q', 'f10', 'ctrl-c'];

/** Moves through a menu, by the first letters of its items too where they mean nothing else, and chooses. */
export function updateMenu(state: ScreenState, layer: MenuLayer, key: string): Update {
  if (CLOSING.includes(key)) return { state: popped(state) };
  const choice = movedChoice(layer.choice, layer.items.length, key);
  if (choice !== undefined) return { state: replaced(state, { ...layer, choice }) };
  return key === 'enter' ? choose(state, layer, layer.choice) : { state };
}

/** Moves a choice among `count`; undefined for a key that does not. */
export function movedChoice(choice: number, count: number, key: string): number | undefined {
  if (key === 'up' || key === 'k' || key === 'shift-tab') return (choice + count - 1) % count;
  if (key === 'down' || key === 'j' || key === 'tab') return (choice + 1) % count;
  if (key === 'pageup') return Math.max(0, choice - 10);
  if (key === 'pagedown') return Math.min(count - 1, choice + 10);
  if (key === 'home' || key === 'g') return 0;
  return key === 'end' || key === 'G' ? count - 1 : undefined;
}

export function choose(state: ScreenState, { items, purpose }: MenuLayer, index: number): Update {
  const value = items[index]?.value;
  if (value === undefined) return { state };
  switch (purpose.kind) {
    case 'signal':
      return signalled(state, purpose.targets, value);
    case 'sort':
      return { state: sortedBy(popped(state), value) };
    case 'user':
      return { state: withTable(popped(state), { user: value === '' ? undefined : value, selected: undefined }) };
  }
}
