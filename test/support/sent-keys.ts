/** What a terminal sends for a key. */
const SENT: Readonly<Record<string, string>> = {
  up: '\u001b[A',
  down: '\u001b[B',
  right: '\u001b[C',
  left: '\u001b[D',
  home: '\u001b[H',
  end: '\u001b[F',
  pageup: '\u001b[5~',
  pagedown: '\u001b[6~',
  delete: '\u001b[3~',
  tab: '\t',
  'shift-tab': '\u001b[Z',
  enter: '\r',
  escape: '\u001b',
  space: ' ',
  f1: '\u001bOP',
  f2: '\u001bOQ',
  f3: '\u001bOR',
  f4: '\u001bOS',
  f5: '\u001b[15~',
  f6: '\u001b[17~',
  f7: '\u001b[18~',
  f8: '\u001b[19~',
  f9: '\u001b[20~',
  f10: '\u001b[21~',
  f11: '\u001b[23~',
  f12: '\u001b[24~',
  insert: '\u001b[2~',
  backspace: '\u007f',
};

const MODIFIERS: Readonly<Record<string, number>> = { shift: 2, alt: 3, ctrl: 5 };

/** What a terminal sends for a key that is named as the tokenizer names it. */
export function sentBy(key: string): string {
  const [, modifier = '', base = ''] = /^(shift|alt|ctrl)-(.{2,})$/.exec(key) ?? [];
  if (SENT[key] !== undefined) return SENT[key];
  if (base !== '') return modified(SENT[base] ?? '', MODIFIERS[modifier] ?? 1);
  if (key.startsWith('ctrl-')) return String.fromCharCode(key.charCodeAt(5) - 96);
  return key.startsWith('alt-') ? `\u001b${key.slice(4)}` : key;
}

/** `ESC [ 1 ; 2 R` for `ESC O R`, `ESC [ 2 0 ; 2 ~` for `ESC [ 2 0 ~`. */
function modified(sequence: string, modifier: number): string {
  const [, number = '1', last = ''] = /(\d+)?([~A-Z])$/.exec(sequence) ?? [];
  return `\u001b[${number};${modifier}${last}`;
}
