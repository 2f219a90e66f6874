import { ROLES, type Role } from './roles.ts';
import { type NamedColours, NO_STYLE, parseStyle, type Styles } from './style.ts';

/** The 16 colours of the terminal's own palette, so that light and dark terminals both read well. */
export const DEFAULT_ROLES: Readonly<Record<Role, string>> = {
  plain: '',
  dim: 'dim',
  title: 'bold cyan',
  header: 'black on green',
  sorted: 'black on cyan',
  selected: 'black on cyan',
  selectedIdle: 'reverse dim',
  tag: 'bold yellow',
  selectedTag: 'bold black on yellow',
  good: 'green',
  warn: 'yellow',
  bad: 'red',
  label: 'cyan',
  key: 'bold',
  command: 'black on cyan',
  match: 'black on yellow',
  cursor: 'reverse',
  tab: 'dim',
  activeTab: 'bold black on green',
  past: 'bold black on yellow',
  pastCursor: 'bold white on red',
  logError: 'red',
  logWarn: 'yellow',
  logInfo: '',
  logDebug: 'dim',
  stamp: 'dim',
  wasitop: 'bold cyan',
  newLines: 'black on green',
  mark: 'black on yellow',
  copied: 'black on cyan',
  writer1: 'cyan',
  writer2: 'green',
  writer3: 'yellow',
  writer4: 'magenta',
  writer5: 'bright-cyan',
  writer6: 'bright-magenta',
};

/** Without colour: what stands out does so by reverse video, bold or faint. */
export const MONO_ROLES: Readonly<Record<Role, string>> = {
  plain: '',
  dim: 'dim',
  title: 'bold',
  header: 'reverse',
  sorted: 'reverse bold',
  selected: 'reverse',
  selectedIdle: 'reverse dim',
  tag: 'bold underline',
  selectedTag: 'reverse bold underline',
  good: '',
  warn: 'bold',
  bad: 'bold',
  label: '',
  key: 'bold',
  command: 'reverse',
  match: 'reverse',
  cursor: 'reverse',
  tab: '',
  activeTab: 'bold reverse',
  past: 'bold reverse',
  pastCursor: 'bold underline',
  logError: 'bold underline',
  logWarn: 'bold',
  logInfo: '',
  logDebug: 'dim',
  stamp: 'dim',
  wasitop: 'bold',
  newLines: 'reverse',
  mark: 'bold reverse',
  copied: 'reverse',
  writer1: '',
  writer2: 'bold',
  writer3: 'underline',
  writer4: 'bold underline',
  writer5: 'dim',
  writer6: 'dim underline',
};

/** Texts of our own as styles; in them nothing is wrong. */
export function inbornStyles(roles: Readonly<Record<Role, string>>, colours: NamedColours = new Map()): Styles {
  const entries = ROLES.map((role) => {
    const style = parseStyle(roles[role], colours);
    return [role, typeof style === 'string' ? NO_STYLE : style];
  });
  return Object.fromEntries(entries) as Styles;
}
