import { helpLines } from '../spoken/help-words.ts';
import type { HelpLayer } from '../state/layers/layer.ts';
import type { ScreenState } from '../state/screen-state.ts';
import type { Box } from './box.ts';
import { foundTexts, helpPages, pageTexts } from './help-text.ts';
import { fitTo } from './text.ts';

/** Columns and lines around the texts: the box's border, blanks, and what it leaves free. */
const AROUND = 8;
const ABOVE = 4;

/** Lines that are read aloud at a time. */
const LINEAR_HEIGHT = 10;

/** Lines of the help that are seen at a time. */
export function helpHeight({ rows, linear }: ScreenState): number {
  return linear ? LINEAR_HEIGHT : Math.max(1, rows - ABOVE);
}

/** The lines of the help: of a page, or what was searched for. */
export function helpTexts(layer: HelpLayer, state: ScreenState): string[] {
  if (state.linear) return helpLines(layer, state);
  const { page, line } = layer;
  const subject = { keys: state.settings.keys, pane: state.focus, tab: state.tab };
  const pages = helpPages(subject);
  const width = state.columns - AROUND;
  const search = line.text.trim();
  const shown = pages[page];
  if (search !== '') return foundTexts(search, pages, width);
  return shown === undefined ? [] : pageTexts(shown, width, subject);
}

export function helpPageCount({ settings, focus, tab }: ScreenState): number {
  return helpPages({ keys: settings.keys, pane: focus, tab }).length;
}

/** A box of the same size whatever is in it. */
export function helpBox(layer: HelpLayer, state: ScreenState): Box {
  const texts = helpTexts(layer, state);
  const width = state.columns - AROUND;
  const names = helpPages({ keys: state.settings.keys, pane: state.focus, tab: state.tab }).map(({ name }, index) =>
    index === layer.page && layer.line.text.trim() === '' ? `[${name}]` : name,
  );
  const lines = Array.from({ length: Math.max(texts.length, helpHeight(state)) }, (_, index) => texts[index] ?? '');
  return {
    at: 'middle',
    choice: -1,
    title: `Help: ${names.join(' ')}`,
    texts: lines.map((text) => fitTo(text, width)),
    top: layer.top,
  };
}
