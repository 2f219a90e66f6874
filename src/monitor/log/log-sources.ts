import type { LogSource } from '../../logs/log-source.ts';
import type { Row } from '../data/row.ts';
import type { MonitorSource, TailedLog } from '../data/source.ts';
import { clean, widthOf } from '../draw/text.ts';
import { INIT } from '../state/target.ts';
import type { LogChoice } from './log-choice.ts';

/** A log that was chosen, and how it is spoken of. */
export interface ChosenLog {
  /** The same as long as it is the same log. */
  readonly key: string;
  readonly source: LogSource;
  readonly title: string;
  /** What was asked for, and is not among it; `''` for nothing. */
  readonly missing?: string;
  /** Its lines have times of their own. */
  readonly isFile: boolean;
  /** Who wrote a line, where several do, and the columns that this takes at most. */
  label?(writer: number): string | undefined;
  readonly labelWidth?: number;
}

/** What a choice depends on. */
export interface ChoosingFrom {
  readonly selected: Row | undefined;
  readonly tagged: readonly number[];
}

/** The log that a choice means now; undefined where there is none. */
export function chosenLog(source: MonitorSource, choice: LogChoice, from: ChoosingFrom): ChosenLog | undefined {
  const { selected, tagged } = from;
  switch (choice.kind) {
    case 'kernel':
      return { key: 'kernel', source: source.log(INIT.pid), title: 'Log of wasitop itself', isFile: false };
    case 'all':
      return { ...merged(source), key: 'all', source: source.mergedLog(undefined), title: 'Log of all tasks' };
    case 'tagged': {
      const key = `tagged ${tagged.join(' ')}`;
      const title = `Log of ${tagged.length} tagged ${tagged.length === 1 ? 'task' : 'tasks'}`;
      return tagged.length === 0 ? undefined : { ...merged(source), key, source: source.mergedLog(tagged), title };
    }
    case 'files':
      return filesLog(source.files(choice.patterns), choice.patterns);
    case 'selected': {
      if (selected?.kind !== 'task') return undefined;
      const { pid, name, startedAt } = selected;
      return {
        key: `task ${pid} ${startedAt}`,
        source: source.log(pid),
        title: `Log: ${pid} ${clean(name)}`,
        isFile: false,
      };
    }
  }
}

/** Columns of a PID and a name. */
const TASK_LABEL = 16;

function merged(source: MonitorSource): Pick<ChosenLog, 'isFile' | 'label' | 'labelWidth'> {
  const label = (pid: number) => `${pid} ${source.nameOf(pid) ?? ''}`;
  return { isFile: false, label, labelWidth: TASK_LABEL };
}

function filesLog(log: TailedLog, patterns: readonly string[]): ChosenLog {
  const { files } = log;
  const labels = new Map(files.map(({ key, label }) => [key, label]));
  return {
    key: `files ${patterns.join('\n')}`,
    source: log,
    title: `Tail: ${filesText(files)}`,
    missing: missingText(log),
    isFile: true,
    ...(files.length > 1 ? { label: (key: number) => labels.get(key), labelWidth: widest(labels.values()) } : {}),
  };
}

function widest(texts: Iterable<string>): number {
  return Math.max(...[...texts].map((text) => widthOf(clean(text))));
}

/** What is followed. */
function filesText(files: TailedLog['files']): string {
  const [only] = files;
  if (files.length === 1 && only !== undefined)
    return `${clean(only.path)}${only.state === 'following' ? '' : ` (${only.state})`}`;
  const refused = files.filter(({ state }) => state === 'refused').length;
  return `${files.length} files${refused === 0 ? '' : `, ${refused} refused`}`;
}

/** What is not, though it was asked for. */
function missingText({ left, unmatched, silent }: TailedLog): string {
  const texts = [
    ...silent.map(clean),
    ...(left === 0 ? [] : [`${left} more left out`]),
    ...(unmatched.length === 0 ? [] : [`no file yet for ${clean(unmatched.join(' '))}`]),
  ];
  return texts.join(', ');
}
