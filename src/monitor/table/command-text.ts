import type { Row } from '../data/row.ts';
import { type Span, span } from '../draw/spans.ts';
import { clean } from '../draw/text.ts';
import type { Role } from '../draw/theme.ts';

/** Letters of a command that are looked at: command lines may have megabytes. */
const MOST_LETTERS = 4_096;

/** Name and arguments; of one that ended why it ended as well. */
export function commandText(row: Row): string {
  return commandSpans(row)
    .map(({ text }) => text)
    .join('');
}

/** The same in its colours; the reason first, since arguments may be long. */
export function commandSpans(row: Row): Span[] {
  const [before, name, after] = row.kind === 'task' ? taskWords(row) : processWords(row);
  if (row.reason === undefined) return [span(before, 'dim'), span(name, 'key'), span(after)];
  return [span(name, 'dim'), span(` [${clean(row.reason)}]`, endRole(row)), span(after, 'dim')];
}

export function endRole({ reason }: Row): Role {
  return reason === 'exit 0' || reason === 'ended' ? 'dim' : 'bad';
}

type Words = readonly [before: string, name: string, after: string];

function taskWords({ name, args }: Row): Words {
  return ['', clean(name), joined(args)];
}

/** The path of the program stands back, its name stands out. Kernel threads and zombies have a name in brackets alone. */
function processWords(row: Row): Words {
  const [program, ...args] = row.args;
  if (program === undefined || program === '') return ['', `[${clean(row.name)}]`, ''];
  if (row.kind === 'process' && row.thread) return ['', clean(row.name), ''];
  const cleaned = clean(program.slice(0, MOST_LETTERS));
  const [path = '', options] = cleaned.split(/(?<=^\S+) /, 2);
  const slash = path.startsWith('/') ? path.lastIndexOf('/') + 1 : 0;
  const tail = options === undefined ? '' : cleaned.slice(path.length);
  return [path.slice(0, slash), path.slice(slash), tail + joined(args)];
}

function joined(args: readonly string[]): string {
  let text = '';
  for (const argument of args) {
    if (text.length > MOST_LETTERS) return `${text} ...`;
    text += ` ${clean(argument.slice(0, MOST_LETTERS))}`;
  }
  return text;
}
