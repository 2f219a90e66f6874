/** What the mouse did, by xterm's SGR report (mode 1006): where, counted from 1, and with which keys held down. */
export interface MouseReport {
  readonly kind: 'mouse';
  readonly action: 'press' | 'release' | 'drag' | 'move' | 'wheel-up' | 'wheel-down';
  readonly button: 'left' | 'middle' | 'right' | 'none';
  readonly column: number;
  readonly row: number;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly ctrl: boolean;
}

const REPORT = /^\u001b\[<(\d{1,3});(\d{1,5});(\d{1,5})([Mm])$/;
const BUTTONS = ['left', 'middle', 'right', 'none'] as const;

/** Bits of the report's first number, beside the button in its lowest two. */
const SHIFT = 4;
const ALT = 8;
const CTRL = 16;
const MOTION = 32;
const WHEEL = 64;
const KNOWN = 127;

/** Reads a report; undefined for anything else, and for buttons that no mouse of ours has. */
export function mouseReport(sequence: string): MouseReport | undefined {
  const match = REPORT.exec(sequence);
  if (match === null) return undefined;
  const [code, column, row] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const action = actionOf(code, match[4] === 'm');
  if (action === undefined || column === 0 || row === 0) return undefined;
  const button = (code & WHEEL) === 0 ? (BUTTONS[code & 3] ?? 'none') : 'none';
  const held = (bit: number) => (code & bit) !== 0;
  return { kind: 'mouse', action, button, column, row, shift: held(SHIFT), alt: held(ALT), ctrl: held(CTRL) };
}

function actionOf(code: number, released: boolean): MouseReport['action'] | undefined {
  if (code > KNOWN) return undefined;
  if ((code & WHEEL) !== 0) return (['wheel-up', 'wheel-down'] as const)[code & 3];
  if ((code & MOTION) !== 0) return (code & 3) === 3 ? 'move' : 'drag';
  return released ? 'release' : 'press';
}
