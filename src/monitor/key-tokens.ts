/** What the terminal sent, as names: `a`, `G`, `space`, `enter`, `escape`, `up`, `f9`, `ctrl-l`, `alt-1`, `shift-tab`. */
export type Token = { readonly kind: 'key'; readonly key: string } | { readonly kind: 'paste'; readonly text: string };

/** Milliseconds that a lone Esc waits for the rest of a sequence. */
export const ESCAPE_WAIT_MS = 20;

/** CSI and SS3 sequences by what stands behind the introducer; terminals differ in F1 to F5, Home and End. */
const SEQUENCES: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  H: 'home',
  F: 'end',
  Z: 'shift-tab',
  P: 'f1',
  Q: 'f2',
  R: 'f3',
  S: 'f4',
  '1~': 'home',
  '2~': 'insert',
  '3~': 'delete',
  '4~': 'end',
  '5~': 'pageup',
  '6~': 'pagedown',
  '7~': 'home',
  '8~': 'end',
  '11~': 'f1',
  '12~': 'f2',
  '13~': 'f3',
  '14~': 'f4',
  '15~': 'f5',
  '17~': 'f6',
  '18~': 'f7',
  '19~': 'f8',
  '20~': 'f9',
  '21~': 'f10',
  '23~': 'f11',
  '24~': 'f12',
  '[A': 'f1',
  '[B': 'f2',
  '[C': 'f3',
  '[D': 'f4',
  '[E': 'f5',
};

const NAMED: Readonly<Record<string, string>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  ' ': 'space',
  '\u007f': 'backspace',
  '\b': 'backspace',
};

const PASTE_BEGIN = '\u001b[200~';
const PASTE_END = '\u001b[201~';

/** Cuts what a terminal sends into keys. Fast typing arrives merged, and a sequence may arrive in two pieces. */
export class KeyTokenizer {
  #rest = '';

  /** Whether the beginning of a sequence is held back; call `flush` when nothing follows in ESCAPE_WAIT_MS. */
  get waiting(): boolean {
    return this.#rest !== '';
  }

  feed(text: string): Token[] {
    this.#rest += text;
    const tokens: Token[] = [];
    for (let token = this.#next(false); token !== undefined; token = this.#next(false)) tokens.push(token);
    return tokens;
  }

  /** Takes what is held back for what it is. */
  flush(): Token[] {
    const tokens: Token[] = [];
    for (let token = this.#next(true); token !== undefined; token = this.#next(true)) tokens.push(token);
    return tokens;
  }

  #next(final: boolean): Token | undefined {
    const rest = this.#rest;
    if (rest === '') return undefined;
    if (rest.startsWith(PASTE_BEGIN)) return this.#paste(final);
    if (!rest.startsWith('\u001b')) return this.#character(rest);
    const sequence = /^\u001b(?:\[\[[A-E]|\[[0-?]*[ -/]*[@-~]|O[A-Za-z])/.exec(rest)?.[0];
    if (sequence !== undefined) {
      this.#rest = rest.slice(sequence.length);
      return sequenceKey(sequence) ?? this.#next(final);
    }
    if (!final && (rest.length === 1 || /^\u001b(?:\[[0-?]*|O|\[\[)$/.test(rest))) return undefined;
    return this.#escaped(rest);
  }

  /** Esc alone, or Alt and a key. */
  #escaped(rest: string): Token {
    // Nobody means Alt and a control key: that is Esc, and the key at once behind it.
    if (rest.length === 1 || rest.charCodeAt(1) < 32) {
      this.#rest = rest.slice(1);
      return { kind: 'key', key: 'escape' };
    }
    this.#rest = rest.slice(1);
    const token = this.#character(this.#rest);
    return token.kind === 'key' ? { kind: 'key', key: `alt-${token.key}` } : token;
  }

  #character(rest: string): Token {
    const character = String.fromCodePoint(rest.codePointAt(0) ?? 0);
    this.#rest = rest.slice(character.length);
    const named = NAMED[character];
    if (named !== undefined) return { kind: 'key', key: named };
    const code = character.charCodeAt(0);
    return { kind: 'key', key: code < 32 ? `ctrl-${String.fromCharCode(code + 96)}` : character };
  }

  #paste(final: boolean): Token | undefined {
    const end = this.#rest.indexOf(PASTE_END);
    if (end < 0 && !final) return undefined;
    const text = this.#rest.slice(PASTE_BEGIN.length, end < 0 ? undefined : end);
    this.#rest = end < 0 ? '' : this.#rest.slice(end + PASTE_END.length);
    return { kind: 'paste', text };
  }
}

function sequenceKey(sequence: string): Token | undefined {
  const body = sequence.slice(2);
  const known = SEQUENCES[body];
  if (known !== undefined) return { kind: 'key', key: known };
  // A modifier stands behind a semicolon: 2 is Shift, 3 Alt, 5 Ctrl.
  const match = /^(?:1|(\d+));([235])([~A-Z])$/.exec(body);
  const base = match === null ? undefined : SEQUENCES[match[3] === '~' ? `${match[1]}~` : (match[3] ?? '')];
  if (match === null || base === undefined) return undefined;
  return { kind: 'key', key: `${{ 2: 'shift', 3: 'alt', 5: 'ctrl' }[match[2] ?? ''] ?? ''}-${base}` };
}
