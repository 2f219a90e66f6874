import { choiceNamed, chosen } from '../log/log-actions.ts';
import type { ScreenState, Update } from '../screen-state.ts';
import { signalled } from '../table/row-actions.ts';
import { sortedBy } from '../table/table-actions.ts';
import { withTable } from '../table/table-state.ts';
import type { MenuLayer } from './layer.ts';
import { CLOSING, popped, replaced } from './layer-stack.ts';
import { movedChoice } from './moved-choice.ts';

/** Moves through a menu, and chooses. */
export function updateMenu(state: ScreenState, layer: MenuLayer, key: string): Update {
  if (CLOSING.includes(key)) return { state: popped(state) };
  const choice = movedChoice(layer.choice, layer.items.length, key);
  if (choice !== undefined) return { state: replaced(state, { ...layer, choice }) };
  return key === 'enter' ? choose(state, layer, layer.choice) : { state };
}

export function choose(state: ScreenState, { items, purpose }: MenuLayer, index: number): Update {
  const value = items[index]?.value;
  if (value === undefined) return { state };
  switch (purpose.kind) {
    case 'signal':
      return signalled(state, purpose.targets, value);
    case 'log':
      return { state: chosen(popped(state), choiceNamed(state, value)) };
    case 'sort':
      return { state: sortedBy(popped(state), value) };
    case 'user':
      return { state: withTable(popped(state), { user: value === '' ? undefined : value, selected: undefined }) };
  }
}
