/** Keys that terminals have names for, besides letters and F1 to F12. */
const NAMED: readonly string[] = [
  'enter',
  'tab',
  'space',
  'backspace',
  'escape',
  'up',
  'down',
  'left',
  'right',
  'home',
  'end',
  'insert',
  'delete',
  'pageup',
  'pagedown',
  ...Array.from({ length: 12 }, (_, index) => `f${index + 1}`),
];

/** How else people write them. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  esc: 'escape',
  del: 'delete',
  ins: 'insert',
  pgup: 'pageup',
  pgdn: 'pagedown',
  pgdown: 'pagedown',
  return: 'enter',
};

/** What a terminal sends for these is what it sends for a key with a name. */
const SAME: Readonly<Record<string, string>> = {
  'ctrl-i': 'tab',
  'ctrl-j': 'enter',
  'ctrl-m': 'enter',
  'ctrl-h': 'backspace',
};

/** These come with Shift, Alt or Ctrl as a sequence of their own. */
const MODIFIED = /^(?:up|down|left|right|home|end|insert|delete|pageup|pagedown|f\d+)$/;

/** How keys are written, for messages. */
export const KEY_FORMS = 'write a letter or sign, space, enter, tab, pageup, f5, ctrl-s, alt-x or shift-tab';

/** A key as the tokenizer names it, from how a person writes it; undefined for what no terminal sends. */
export function parseKey(text: string): string | undefined {
  if (text === ' ') return 'space';
  if ([...text].length === 1) return /[\p{L}\p{N}\p{P}\p{S}]/u.test(text) ? text : undefined;
  const control = /^\^([A-Za-z])$/.exec(text)?.[1];
  if (control !== undefined) return withModifier('ctrl', control);
  const match = /^(ctrl|alt|shift)-(.+)$/i.exec(text);
  return match === null ? named(text) : withModifier((match[1] ?? '').toLowerCase(), match[2] ?? '');
}

function named(text: string): string | undefined {
  const name = text.toLowerCase();
  const known = OTHER_NAMES[name] ?? name;
  return NAMED.includes(known) ? known : undefined;
}

function withModifier(modifier: string, rest: string): string | undefined {
  const name = named(rest);
  if (name !== undefined && (MODIFIED.test(name) || `${modifier}-${name}` === 'shift-tab'))
    return `${modifier}-${name}`;
  if (modifier === 'alt' && (name === 'space' || name === 'backspace')) return `alt-${name}`;
  if ([...rest].length !== 1 || rest === ' ') return undefined;
  if (modifier === 'alt') return `alt-${rest}`;
  if (!/^[A-Za-z]$/.test(rest)) return undefined;
  if (modifier === 'shift') return rest.toUpperCase();
  const key = `ctrl-${rest.toLowerCase()}`;
  return SAME[key] ?? key;
}

/** How a key is written in help and footer. */
export function keyName(key: string): string {
  const [, modifier = '', name = key] = /^(ctrl|alt|shift)-(.+)$/.exec(key) ?? [];
  if (modifier === 'ctrl' && name.length === 1) return `^${name.toUpperCase()}`;
  const written = SHORT[name] ?? (name.length === 1 ? name : `${name.charAt(0).toUpperCase()}${name.slice(1)}`);
  return modifier === '' ? written : `${modifier.charAt(0).toUpperCase()}${modifier.slice(1)}-${written}`;
}

const SHORT: Readonly<Record<string, string>> = { pageup: 'PgUp', pagedown: 'PgDn', delete: 'Del', escape: 'Esc' };
