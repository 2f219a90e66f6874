import { quoted } from '../../base/words.ts';
import { type Environment, editorOf, pagerOf } from './programs.ts';
import { inTextFile } from './text-file.ts';

/** A text for a program, and where in it that begins. */
export interface OpenedText {
  readonly program: 'pager' | 'editor';
  /** @param coloured with the colours of those who wrote it, as escape sequences */
  text(coloured: boolean): Iterable<string>;
  /** Counts from 1. */
  readonly line: number;
  /** What follows goes to the end. */
  readonly atEnd: boolean;
}

/**
 * Shows a text in the pager, or gives it to the editor in a file that is gone afterwards.
 * @param run runs a command line on the terminal, as `TerminalHost.run` does
 * @returns what there is to say of the program: `''` where it went well
 */
export function openText(
  { program, text, line, atEnd }: OpenedText,
  environment: Environment,
  run: (command: string, input?: Iterable<string>) => Promise<string>,
): Promise<string> {
  if (program === 'pager') {
    const pager = pagerOf(environment);
    return run(pager + pagerPlace(pager, line, atEnd), text(keepsColours(pager, environment)));
  }
  const editor = editorOf(environment);
  const place = takesLine(editor, EDITORS) ? ` +${line}` : '';
  return inTextFile(text(false), 'wasitop.log', (path) => run(`${editor}${place} ${quoted(path)}`));
}

/** Programs that go to a line with `+N`. */
const EDITORS = [
  'vi',
  'vim',
  'nvim',
  'view',
  'gvim',
  'nano',
  'pico',
  'emacs',
  'emacsclient',
  'mg',
  'micro',
  'joe',
  'kak',
  'ne',
];
const PAGERS = ['less', 'more', 'most'];

function pagerPlace(pager: string, line: number, atEnd: boolean): string {
  if (atEnd && takesLine(pager, ['less'])) return ' +G';
  return line > 1 && takesLine(pager, PAGERS) ? ` +${line}` : '';
}

/** Escape sequences would be seen where less is not told of them. */
function keepsColours(pager: string, { LESS = '' }: Environment): boolean {
  return takesLine(pager, ['less']) && /(?:^|\s)(?:-?[A-Za-z]*R|--RAW-CONTROL-CHARS)/.test(`${LESS} ${pager}`);
}

/** A command line of one program of that name, with options at most. */
function takesLine(command: string, names: readonly string[]): boolean {
  const [first = '', ...options] = command.split(/\s+/);
  const name = first.slice(first.lastIndexOf('/') + 1);
  return names.includes(name) && options.every((option) => /^-[\w=-]*$/.test(option));
}
