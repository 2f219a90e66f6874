import { levelOfLine } from '../../log/line-level-of.ts';
import { type Span, span } from '../spans.ts';
import type { JsonFields } from './json-fields.ts';
import { LEVEL_ROLES } from './level-roles.ts';

/** Columns of a level, so that what stands behind it lines up. */
const LEVEL_WIDTH = 5;

/** A line of JSON as one readable line. @param timed whether its time stands there too */
export function jsonLine(fields: JsonFields, timed: boolean): Span[] {
  const others = fields.others.flatMap(([name, value]) => [span(` ${name}=`, 'label'), span(quotedIfNeeded(value))]);
  return [...head(fields, timed), ...others];
}

/** The same field by field; a text of several lines has as many rows. */
export function jsonFieldRows(fields: JsonFields, timed: boolean): Span[][] {
  const rows = fields.others.flatMap(([name, value]) => {
    const [first = '', ...more] = value.split('\n');
    return [[span(`  ${name}: `, 'label'), span(first)], ...more.map((line) => [span(`    ${line}`)])];
  });
  return [head(fields, timed), ...rows];
}

function head({ time, level, message }: JsonFields, timed: boolean): Span[] {
  const role = LEVEL_ROLES[levelOfLine(level, 1)];
  return [
    span(timed && time !== '' ? `${time} ` : '', 'stamp'),
    span(level === '' ? '' : `${level.toUpperCase().padEnd(LEVEL_WIDTH)} `, role),
    span(message, role === 'logInfo' ? 'key' : role),
  ];
}

/** Objects and lists are told by their brackets. */
function quotedIfNeeded(value: string): string {
  return /^[^\s"=]+$|^[[{]/.test(value) ? value : JSON.stringify(value);
}
