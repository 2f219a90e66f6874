import { type Finding, Findings } from './finding.ts';

/** Runs a program. @returns what it printed; undefined where it cannot be asked. */
export type Ask = (program: string, args: readonly string[]) => string | undefined;

/** After more milliseconds than this Esc feels slow. */
const SLOW_ESCAPE_MS = 50;

/** What stands between us and the terminal, if anything does. */
export function multiplexerFindings(
  { TMUX, STY, TERM = '' }: Readonly<Record<string, string | undefined>>,
  ask: Ask,
): readonly Finding[] {
  const findings = new Findings('Multiplexer');
  if (TMUX) checkTmux(findings, TERM, ask);
  else if (STY) {
    findings.warning(
      'screen',
      'screen takes no copied text (OSC 52), and splits pictures',
      'for these use tmux, or the terminal without screen',
    );
    findings.note(
      'term',
      `TERM is ${TERM}`,
      TERM.includes('256color') ? undefined : 'put this into ~/.screenrc: term screen-256color',
    );
  }
  return findings.list;
}

function checkTmux(findings: Findings, term: string, ask: Ask): void {
  const option = (name: string, scope: string): string | undefined =>
    ask('tmux', ['show-options', scope, name])?.trim();
  findings.note(
    'term',
    `TERM is ${term}`,
    /256color|direct/.test(term) ? undefined : 'put this into ~/.tmux.conf: set -g default-terminal tmux-256color',
  );
  const clipboard = option('set-clipboard', '-gsv');
  if (clipboard === undefined)
    return findings.warning('tmux', 'tmux does not say how it is set', 'look whether tmux is on the PATH');
  findings.note(
    'clipboard',
    `set-clipboard is ${clipboard}`,
    clipboard === 'on' ? undefined : 'for copied text put this into ~/.tmux.conf: set -s set-clipboard on',
  );
  const milliseconds = Number(option('escape-time', '-gsv'));
  findings.note(
    'escape',
    `escape-time is ${milliseconds} ms`,
    milliseconds > SLOW_ESCAPE_MS ? 'for a quick Esc put this into ~/.tmux.conf: set -s escape-time 10' : undefined,
  );
}
