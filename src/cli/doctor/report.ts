import { visible, visibleJson } from '../../base/visible.ts';
import type { Finding, Level } from './finding.ts';

const COLOURS: Readonly<Record<Level, string>> = { ok: '32', warning: '33', problem: '31' };

const WIDTH = 9;

/** What was found, by area, for people. */
export function textReport(findings: readonly Finding[], colour: boolean): string {
  const areas = [...new Set(findings.map(({ area }) => area))];
  const blocks = areas.map((area) => {
    const lines = findings.filter((finding) => finding.area === area).map((finding) => linesOf(finding, colour));
    return `${area}\n${lines.join('')}`;
  });
  return `${blocks.join('\n')}\n${summaryOf(findings)}\n`;
}

/** The same for programs. */
export function jsonReport(findings: readonly Finding[]): string {
  const counts = { problems: count(findings, 'problem'), warnings: count(findings, 'warning') };
  return `${visibleJson({ ...counts, findings }, 2)}\n`;
}

function linesOf({ level, text, advice }: Finding, colour: boolean): string {
  const word = level.padEnd(WIDTH);
  const painted = colour ? `\u001b[${COLOURS[level]}m${word}\u001b[0m` : word;
  const lines = [
    `  ${painted}${visible(text)}`,
    ...(advice === undefined ? [] : [`${' '.repeat(WIDTH + 2)}-> ${visible(advice)}`]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function summaryOf(findings: readonly Finding[]): string {
  const problems = count(findings, 'problem');
  const warnings = count(findings, 'warning');
  if (problems > 0)
    return `wasitop cannot work here: ${counted(problems, 'problem')}, ${counted(warnings, 'warning')}.`;
  return warnings === 0 ? 'All is well.' : `wasitop works here; ${counted(warnings, 'warning')}.`;
}

function count(findings: readonly Finding[], wanted: Level): number {
  return findings.filter(({ level }) => level === wanted).length;
}

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
