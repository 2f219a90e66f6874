import type { AsciiChoice, ColourChoice } from '../../theme/depth.ts';
import type { ScreenState } from '../screen-state.ts';
import type { LookSettings } from '../settings.ts';
import type { SetupPage } from './setup-page.ts';

const COLOURS: readonly ColourChoice[] = ['auto', 'always', 'none', '16', '256', 'truecolor'];
const ASCII: readonly AsciiChoice[] = ['auto', 'always', 'never'];

/** The themes, each shown while it is pointed at; below them, in how many colours, and in which characters. */
export const THEME_PAGE: SetupPage = {
  title: 'Theme',
  hint: 'moving shows a theme, Space takes it   < > the next value',
  first: ({ themes, settings }) =>
    Math.max(
      0,
      themes.findIndex(({ text }) => text === settings.theme),
    ),
  items: ({ themes, settings }) => [
    ...themes.map(({ text, note }) => ({ on: text === settings.theme, text: `${text.padEnd(16)} ${note}`, value: '' })),
    { on: undefined, text: 'Colours of the terminal', value: settings.colours },
    { on: undefined, text: 'ASCII characters alone', value: settings.ascii },
  ],
  toggle: (state, item) => {
    const theme = state.themes[item]?.text;
    return theme === undefined ? adjusted(state, item, 1) : become(state, { theme });
  },
  adjust: adjusted,
  preview: ({ themes, settings }, item) => {
    const theme = themes[item]?.text;
    return theme === undefined ? undefined : { ...settings, theme };
  },
};

function become(state: ScreenState, change: Partial<LookSettings>): ScreenState {
  return { ...state, settings: { ...state.settings, ...change } };
}

function adjusted(state: ScreenState, item: number, step: 1 | -1): ScreenState {
  const { colours, ascii } = state.settings;
  switch (item - state.themes.length) {
    case 0:
      return become(state, { colours: next(COLOURS, colours, step) });
    case 1:
      return become(state, { ascii: next(ASCII, ascii, step) });
    default:
      return state;
  }
}

function next<T>(values: readonly T[], value: T, step: 1 | -1): T {
  return values[(values.indexOf(value) + step + values.length) % values.length] ?? value;
}
