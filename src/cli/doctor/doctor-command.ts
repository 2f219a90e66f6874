import { spawnSync } from 'node:child_process';
import { release } from 'node:os';
import { cachesOf } from '../../base/caches.ts';
import { DISK_SILENT_MS } from '../../base/limits.ts';
import { DEFAULTS } from '../../config/config.ts';
import { configPath } from '../../config/config-path.ts';
import { loadConfig } from '../../config/load-config.ts';
import { Disks } from '../../disk/disks.ts';
import { depthFor } from '../../monitor/theme/depth.ts';
import type { DoctorOptions } from '../doctor-options.ts';
import { keptIn, whyAway } from '../far-config.ts';
import { printText } from '../print.ts';
import { VERSION } from '../version.ts';
import { awayFindings, fileFindings } from './files.ts';
import { type Finding, Findings } from './finding.ts';
import { limitFindings } from './limits.ts';
import { multiplexerFindings } from './multiplexer.ts';
import { nodeFindings, readRuntime } from './node.ts';
import { processFindings } from './processes.ts';
import { jsonReport, textReport } from './report.ts';
import { type TerminalFacts, terminalFindings } from './terminal.ts';
import { readAnswers } from './terminal-answers.ts';

/** Looks at all that wasitop stands on. @returns 1 where something keeps it from working, else 0 */
export async function doctorCommand({ json }: DoctorOptions): Promise<number> {
  const { env, stdout } = process;
  using disks = new Disks();
  const caches = cachesOf(env);
  const away = await whyAway(
    disks,
    'your files',
    [...keptIn(configPath(env)), ...(caches === undefined ? [] : [caches])],
    DISK_SILENT_MS,
  );
  const findings: readonly Finding[] = [
    ...versions(),
    ...nodeFindings(readRuntime()),
    ...terminalFindings(await terminalFacts(away)),
    ...multiplexerFindings(env, ask),
    ...limitFindings(''),
    ...processFindings('', process.getuid?.() ?? 0),
    ...(away === undefined ? fileFindings(env) : awayFindings(away)),
  ];
  const text = json ? jsonReport(findings) : textReport(findings, stdout.isTTY && depthFor(env) !== 'none');
  await printText(text);
  return findings.some(({ level }) => level === 'problem') ? 1 : 0;
}

function versions(): readonly Finding[] {
  const findings = new Findings('wasitop');
  findings.ok('version', `wasitop ${VERSION}`);
  findings.note(
    'system',
    `${process.platform} ${release()}, ${process.arch}`,
    process.platform === 'linux'
      ? undefined
      : 'the processes of the machine, and most meters, are there on Linux alone',
  );
  return findings.list;
}

/** It is asked only where nobody else reads what it answers. */
async function terminalFacts(away: string | undefined): Promise<TerminalFacts> {
  const { env, stdin, stdout } = process;
  const isTerminal = stdin.isTTY && stdout.isTTY;
  const { screen } = away === undefined ? loadConfig(configPath(env)).config : DEFAULTS;
  return {
    environment: env,
    input: stdin.isTTY ?? false,
    output: stdout.isTTY ?? false,
    colours: screen.colors,
    ascii: screen.ascii,
    columns: stdout.columns ?? 0,
    rows: stdout.rows ?? 0,
    answers: isTerminal ? await readAnswers({ stdin, stdout }) : undefined,
  };
}

function ask(program: string, args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8', timeout: 1_000 });
  return status === 0 ? stdout : undefined;
}
