import { type AsciiChoice, type ColourChoice, depthFor, hasUnicode } from '../../monitor/theme/depth.ts';
import { type Finding, Findings } from './finding.ts';
import type { Answers } from './terminal-answers.ts';

/** The terminal, as far as it can be known without asking it. */
export interface TerminalFacts {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly input: boolean;
  readonly output: boolean;
  readonly columns: number;
  readonly rows: number;
  /** Undefined where nobody could be asked. */
  readonly answers: Answers | undefined;
  /** What the configuration has of them. */
  readonly colours: ColourChoice;
  readonly ascii: AsciiChoice;
}

/** Below this the header or the table has no room. */
const SMALL = { columns: 80, rows: 24 } as const;

export function terminalFindings(facts: TerminalFacts): readonly Finding[] {
  const findings = new Findings('Terminal');
  const isTerminal = facts.input && facts.output;
  if (isTerminal) findings.ok('tty', `standard input and output are a terminal of ${facts.columns} x ${facts.rows}`);
  else {
    const other = facts.input ? 'standard output is' : facts.output ? 'standard input is' : 'input and output are';
    findings.warning(
      'tty',
      `${other} no terminal: the monitor cannot open there`,
      'use wasitop top --batch there, or run wasitop doctor in the terminal that you mean',
    );
  }
  if (isTerminal && (facts.columns < SMALL.columns || facts.rows < SMALL.rows))
    findings.warning('size', 'little room', `${SMALL.columns} x ${SMALL.rows} and more show all columns`);
  checkTerm(findings, facts);
  checkColour(findings, facts);
  checkLocale(findings, facts);
  if (facts.answers !== undefined) checkAnswers(findings, facts.answers);
  return findings.list;
}

function checkTerm(findings: Findings, { environment: { TERM } }: TerminalFacts): void {
  if (TERM === undefined || TERM === '') findings.warning('term', 'TERM is not set', 'export TERM=xterm-256color');
  else if (TERM === 'dumb')
    findings.warning('term', 'TERM is dumb', 'export TERM=xterm-256color, if the terminal can do that');
  else findings.ok('term', `TERM is ${TERM}`);
}

function checkColour(findings: Findings, { environment, output, colours }: TerminalFacts): void {
  if (!output) return;
  const { COLORTERM } = environment;
  const { text, advice } = decidedBy(environment, colours);
  const why = text === undefined ? '' : `: ${text}`;
  const depth = depthFor(environment, colours);
  if (depth === 'none') return findings.warning('colour', `no colours${why}`, advice);
  const known = `colours: ${depth}${COLORTERM ? `, COLORTERM is ${COLORTERM}` : ''}${why}`;
  const isChosen = text !== undefined && colours !== 'always';
  findings.note('colour', known, depth !== '16' || isChosen ? undefined : 'export TERM=xterm-256color');
}

/** What decides about colours, in the order of `depthFor`, and what to do where there shall be some. */
function decidedBy({ NO_COLOR, FORCE_COLOR }: TerminalFacts['environment'], colours: ColourChoice) {
  if (colours !== 'auto')
    return { text: `screen.colors is "${colours}"`, advice: 'take screen.colors out of the configuration for colours' };
  if (FORCE_COLOR !== undefined)
    return { text: `FORCE_COLOR is ${FORCE_COLOR}`, advice: 'unset FORCE_COLOR, or set it to 1, 2 or 3 for colours' };
  if (NO_COLOR)
    return { text: `NO_COLOR is ${NO_COLOR}`, advice: 'unset NO_COLOR, or set FORCE_COLOR=1 for colours all the same' };
  return { text: undefined, advice: 'export TERM=xterm-256color, or set FORCE_COLOR=1 for colours all the same' };
}

function checkLocale(findings: Findings, { environment, ascii }: TerminalFacts): void {
  if (ascii !== 'auto') return findings.ok('locale', `screen.ascii is "${ascii}"`);
  if (environment['TERM'] === 'linux')
    return findings.ok('locale', "the kernel's own console has no letters for graphs: they are drawn in ASCII");
  const { LC_ALL, LC_CTYPE, LANG } = environment;
  const [name, value] =
    Object.entries({ LC_ALL, LC_CTYPE, LANG }).find(([, text]) => text !== undefined && text !== '') ?? [];
  const locale = name === undefined ? 'no locale is set' : `${name} is ${value}`;
  if (hasUnicode(environment)) findings.ok('locale', locale);
  else findings.warning('locale', `${locale}: bars and graphs are drawn in ASCII`, 'export LANG=C.UTF-8');
}

function checkAnswers(findings: Findings, answers: Answers): void {
  if (!answers.any)
    return findings.warning(
      'answers',
      'the terminal answers no questions',
      'nothing, unless the screen flickers: wasitop works without; another terminal may be better',
    );
  findings.note(
    'width',
    `a wide letter takes ${answers.wide ?? 'an unknown number of'} columns`,
    answers.wide === 2 || answers.wide === undefined
      ? undefined
      : 'lines with Chinese, Japanese, Korean letters or emoji may be cut; use a UTF-8 locale and a newer terminal',
  );
  findings.ok(
    'synchronized',
    answers.synchronized
      ? 'pictures appear at once (mode 2026)'
      : 'pictures appear line by line: mode 2026 is not known',
  );
  findings.ok(
    'clipboard',
    'whether it takes copied text (OSC 52) cannot be asked; to try, run: printf \'\\033]52;c;aGVsbG8=\\a\' and paste "hello"',
  );
}
