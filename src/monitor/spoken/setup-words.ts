import type { SetupLayer } from '../state/layers/layer.ts';
import type { ScreenState } from '../state/screen-state.ts';
import { KEYS_PAGE } from '../state/setup/keys-page.ts';
import { SETUP_PAGES } from '../state/setup/setup-layer.ts';
import type { SetupItem, SetupPage } from '../state/setup/setup-page.ts';
import { keyInWords, signsInWords } from './key-words.ts';
import { partsInWords } from './unit-words.ts';

/** Lines that a key changes beside the one that is chosen, at most: of more only their number is said. */
const MOST_CHANGED = 3;

/** The page, what keys do on it, and the item that is chosen; or the key that is asked for. */
export function openedSetup(layer: SetupLayer, state: ScreenState): string[] {
  return layer.asking === undefined ? [titleOf(layer), itemAt(layer, state)] : [askingInWords(layer.asking)];
}

/** What a key changed in the setup. */
export function setupChange(before: SetupLayer, after: SetupLayer, was: ScreenState, is: ScreenState): string[] {
  if (after.asking !== undefined) return [askingInWords(after.asking)];
  if (before.page !== after.page) return openedSetup(after, is);
  const page = SETUP_PAGES[after.page];
  const items = (state: ScreenState) => page?.items(state).map((item) => itemInWords(item, page)) ?? [];
  const [known, now] = [items(was), items(is)];
  const current = itemAt(after, is);
  // What is turned off goes to another place of the list.
  const changed = now.filter((text, index) => !known.includes(text) && index !== after.item);
  const others = changed.length > MOST_CHANGED ? [`${changed.length} other items changed`] : changed;
  if (current !== itemAt(before, was) || changed.length > 0) return [...others, current];
  return before.asking === undefined || is.message !== undefined ? [] : ['left as it was'];
}

function askingInWords({ name, adds }: NonNullable<SetupLayer['asking']>): string {
  return `Press ${adds ? 'one more key' : 'the key'} for ${name}. Escape leaves it as it is.`;
}

/** What a title says of signs is said with the items. */
function titleOf({ page }: SetupLayer): string {
  const { title = '', hint = '' } = SETUP_PAGES[page] ?? {};
  const name = title.replace(/ \(.*\)$/, '');
  const keys = signsInWords(partsInWords(hint));
  return `Setup, page ${page + 1} of ${SETUP_PAGES.length}: ${name}. Keys: ${keys}, Tab next page, Escape done.`;
}

/** `item 2 of 18: CPU%, CPU over the last second: on, 5`. */
function itemAt({ page: number, item }: SetupLayer, state: ScreenState): string {
  const page = SETUP_PAGES[number];
  const items = page?.items(state) ?? [];
  const one = items[item];
  const words = one === undefined || page === undefined ? 'none' : itemInWords(one, page);
  return `item ${item + 1} of ${items.length}: ${words}`;
}

/** `CPU%, CPU over the last second: on, 5`, `tree, tree or flat: t or F5, not its usual keys`. */
function itemInWords({ text, value, on }: SetupItem, page: SetupPage): string {
  // The first line of that page is for all of them.
  const ofKeys = page === KEYS_PAGE && /^[ *]/.test(text);
  const said = ofKeys
    ? value
        .split(' ')
        .filter((key) => key !== '')
        .map(keyInWords)
        .join(' or ')
    : value;
  const rebound = ofKeys && text.startsWith('*');
  const facts = [
    ...(on === undefined ? [] : [on ? 'on' : 'off']),
    ...(said === '' ? (ofKeys ? ['no key'] : []) : [said]),
    ...(rebound ? ['not its usual keys'] : []),
  ];
  return `${partsInWords(rebound ? text.slice(1) : text)}: ${facts.join(', ')}`;
}
