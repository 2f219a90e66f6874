/** What a piece of text means; how it looks is decided here alone. */
export type Role =
  | 'plain'
  | 'dim'
  | 'title'
  | 'header'
  | 'sorted'
  | 'selected'
  | 'selectedIdle'
  | 'tag'
  | 'selectedTag'
  | 'good'
  | 'warn'
  | 'bad'
  | 'label'
  | 'key'
  | 'command'
  | 'match'
  | 'cursor'
  | 'tab'
  | 'activeTab'
  | 'past'
  | 'pastCursor';

/** SGR parameters: the 16 colours of the terminal's own palette, so that light and dark terminals both read well. */
const COLOURED: Readonly<Record<Role, string>> = {
  plain: '',
  dim: '2',
  title: '1;36',
  header: '30;42',
  sorted: '30;46',
  selected: '30;46',
  selectedIdle: '7;2',
  tag: '1;33',
  selectedTag: '1;30;43',
  good: '32',
  warn: '33',
  bad: '31',
  label: '36',
  key: '1',
  command: '30;46',
  match: '30;43',
  cursor: '7',
  tab: '2',
  activeTab: '1;30;42',
  past: '1;30;43',
  pastCursor: '1;37;41',
};

/** Without colour: what stands out does so by reverse video, bold or faint. */
const PLAIN: Readonly<Record<Role, string>> = {
  plain: '',
  dim: '2',
  title: '1',
  header: '7',
  sorted: '7;1',
  selected: '7',
  selectedIdle: '7;2',
  tag: '1;4',
  selectedTag: '7;1;4',
  good: '',
  warn: '1',
  bad: '1',
  label: '',
  key: '1',
  command: '7',
  match: '7',
  cursor: '7',
  tab: '',
  activeTab: '1;7',
  past: '1;7',
  pastCursor: '1;4',
};

export interface Theme {
  readonly colour: boolean;
  /** Meters and bars may use block characters. */
  readonly unicode: boolean;
}

/** Decides from the environment. NO_COLOR (no-color.org) wins over everything but FORCE_COLOR. */
export function themeFor(environment: Readonly<Record<string, string | undefined>>): Theme {
  const { NO_COLOR, FORCE_COLOR, TERM, LC_ALL, LC_CTYPE, LANG } = environment;
  const forced = FORCE_COLOR !== undefined && FORCE_COLOR !== '0';
  const refused = (NO_COLOR !== undefined && NO_COLOR !== '') || FORCE_COLOR === '0' || TERM === 'dumb';
  const locale = LC_ALL || LC_CTYPE || LANG || '';
  return { colour: forced || !refused, unicode: /utf-?8/i.test(locale) };
}

/** Gives text its looks, and takes them back behind it. */
export function paint(theme: Theme, role: Role, text: string): string {
  const codes = (theme.colour ? COLOURED : PLAIN)[role];
  return codes === '' || text === '' ? text : `\u001b[${codes}m${text}\u001b[0m`;
}

/** Gives text the looks that a program wants for it, as far as this terminal has them. */
export function paintOwn(theme: Theme, parameters: string, text: string): string {
  return theme.colour && text !== '' ? `\u001b[${parameters}m${text}\u001b[0m` : text;
}
