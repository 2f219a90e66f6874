import { foundSections, type HelpEntry, helpPages, type Section } from '../draw/help-text.ts';
import { clean } from '../draw/text.ts';
import type { HelpLayer } from '../state/layers/layer.ts';
import type { ScreenState } from '../state/screen-state.ts';
import { keyInWords, signsInWords } from './key-words.ts';
import { countInWords } from './unit-words.ts';

/** The lines of the help of which each says one thing: of a page, or what was searched for in all of them. */
export function helpLines({ page, line }: HelpLayer, state: ScreenState): string[] {
  const pages = pagesOf(state);
  const search = line.text.trim();
  const sections = search === '' ? (pages[page]?.sections ?? []) : foundSections(search, pages);
  return sections.flatMap(({ title, entries }: Section) => [`${title}:`, ...entries.map(entryInWords)]);
}

/** `Help, page 1 of 6: Table, 60 lines`, `Help, 3 lines have renice`. */
export function helpTitle(layer: HelpLayer, state: ScreenState): string {
  const pages = pagesOf(state);
  const { length } = helpLines(layer, state);
  const search = clean(layer.line.text.trim());
  if (search !== '')
    return length === 0 ? `Help, nothing has ${search}` : `Help, ${countInWords(length, 'line')} for ${search}`;
  const name = pages[layer.page]?.name ?? '';
  return `Help, page ${layer.page + 1} of ${pages.length}: ${name}, ${countInWords(length, 'line')}`;
}

function pagesOf({ settings, focus, tab }: ScreenState) {
  return helpPages({ keys: settings.keys, pane: focus, tab });
}

function entryInWords({ words, meaning, keys, rebound }: HelpEntry): string {
  const how = keys.length === 0 ? words.replace(/^:/, 'colon ') : keys.map(keyInWords).join(' or ');
  return `${how}: ${signsInWords(meaning)}${rebound ? ', not its usual keys' : ''}`;
}
