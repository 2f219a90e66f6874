import { type MouseReport, mouseReport } from './mouse-report.ts';

/** What the terminal sent. Keys have names: `a`, `G`, `space`, `enter`, `escape`, `up`, `f9`, `ctrl-l`, `alt-1`, `shift-tab`. */
export type Token =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'paste'; readonly text: string }
  | MouseReport;

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

/** A whole sequence; the Linux console has one more bracket for F1 to F5. */
const SEQUENCE = /^\u001b(?:\[\[[A-E]|\[[0-?]*[ -/]*[@-Z\\-~]|O[A-Za-z])/;
const BEGUN = /^\u001b(?:\[[0-?]*[ -/]*|O|\[\[)?$/;

/**
 * Cuts what a terminal sends into keys. Fast typing arrives merged, and a sequence may arrive in two pieces.
 * A paste comes as it arrives, in one piece or more, and none of it is ever taken for keys.
 */
export class KeyTokenizer {
  #rest = '';
  #pasting = false;

  /** Whether the beginning of a sequence is held back; call `flush` when nothing follows in ESCAPE_WAIT_MS. */
  get waiting(): boolean {
    return this.#rest !== '';
  }

  feed(text: string): Token[] {
    this.#rest += text;
    return this.#take(false);
  }

  /** Takes what is held back for what it is. */
  flush(): Token[] {
    return this.#take(true);
  }

  #take(final: boolean): Token[] {
    const tokens: Token[] = [];
    for (let length = -1; length !== this.#rest.length && this.#rest !== ''; ) {
      length = this.#rest.length;
      const token = this.#pasting ? this.#paste(final) : this.#next(final);
      if (token !== undefined) tokens.push(token);
    }
    return tokens;
  }

  /** Takes one key, or a sequence that means nothing here; takes nothing where more has to come. */
  #next(final: boolean): Token | undefined {
    const rest = this.#rest;
    if (!rest.startsWith('\u001b')) return this.#character(rest);
    const sequence = SEQUENCE.exec(rest)?.[0];
    if (sequence === undefined) return !final && BEGUN.test(rest) ? undefined : this.#escaped(rest);
    this.#rest = rest.slice(sequence.length);
    this.#pasting = sequence === PASTE_BEGIN;
    return sequenceKey(sequence);
  }

  /** Esc alone, or Alt and a key. */
  #escaped(rest: string): Token {
    this.#rest = rest.slice(1);
    // Nobody means Alt and a control key: that is Esc, and the key at once behind it.
    if (rest.length === 1 || rest.charCodeAt(1) < 32) return { kind: 'key', key: 'escape' };
    const { key } = this.#character(this.#rest);
    return { kind: 'key', key: `alt-${key}` };
  }

  #character(rest: string): Extract<Token, { kind: 'key' }> {
    const character = String.fromCodePoint(rest.codePointAt(0) ?? 0);
    this.#rest = rest.slice(character.length);
    const named = NAMED[character];
    if (named !== undefined) return { kind: 'key', key: named };
    const code = character.charCodeAt(0);
    return { kind: 'key', key: code < 32 ? `ctrl-${String.fromCharCode(code + 96)}` : character };
  }

  /** What there is of a paste. A lone Esc ends one whose end got lost: terminals take Esc out of what they paste. */
  #paste(final: boolean): Token | undefined {
    const rest = this.#rest;
    const end = rest.indexOf(PASTE_END);
    const last = rest.lastIndexOf('\u001b');
    const begun = end < 0 && last >= 0 && PASTE_END.startsWith(rest.slice(last));
    this.#pasting = end < 0 && !(final && begun);
    const text = rest.slice(0, end >= 0 ? end : begun ? last : undefined);
    this.#rest = end >= 0 ? rest.slice(end + PASTE_END.length) : begun && !final ? rest.slice(last) : '';
    return text === '' ? undefined : { kind: 'paste', text };
  }
}

function sequenceKey(sequence: string): Token | undefined {
  const mouse = mouseReport(sequence);
  if (mouse !== undefined) return mouse;
  const body = sequence.slice(2);
  const known = SEQUENCES[body];
  if (known !== undefined) return { kind: 'key', key: known };
  // A modifier stands behind a semicolon: 2 is Shift, 3 Alt, 5 Ctrl.
  const match = /^(?:1|(\d+));([235])([~A-Z])$/.exec(body);
  const base = match === null ? undefined : SEQUENCES[match[3] === '~' ? `${match[1]}~` : (match[3] ?? '')];
  if (match === null || base === undefined) return undefined;
  return { kind: 'key', key: `${{ 2: 'shift', 3: 'alt', 5: 'ctrl' }[match[2] ?? ''] ?? ''}-${base}` };
}
