import * as z from 'zod';
import { didYouMean } from '../base/nearest.ts';
import { pathText, type Report } from './report.ts';
import type { Path } from './source.ts';

const NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
};

/**
 * Reads a value as a schema has it. What does not fit is reported, all of it, with its line; keys that there are not with the nearest
 * that there is. @returns undefined where anything did not fit.
 */
export function readShape<T extends z.ZodType>(
  schema: T,
  value: unknown,
  at: Path,
  report: Report,
): z.output<T> | undefined {
  const result = schema.safeParse(value, { error: describe });
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
    if (issue.code !== 'unrecognized_keys') report.add([...at, ...path], issue.message);
    else for (const key of issue.keys) report.add([...at, ...path, key], unknownKey(schema, path, key));
  }
  return undefined;
}

function unknownKey(schema: z.ZodType, path: Path, key: string): string {
  const place = path.length === 0 ? '' : ` in ${pathText(path)}`;
  return `unknown key '${key}'${place}${didYouMean(key, keysAt(schema, path))}`;
}

/** The keys that a mapping may have at a path inside a schema. */
function keysAt(schema: z.ZodType, path: Path): string[] {
  let at: unknown = inner(schema);
  for (const step of path) {
    if (at instanceof z.ZodObject) at = inner(at.shape[String(step)]);
    else if (at instanceof z.ZodArray) at = inner(at.element);
  }
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

/** The schema itself, out of what makes it optional. */
function inner(schema: unknown): unknown {
  const wrapped = schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
  return wrapped ? inner(schema.unwrap()) : schema;
}

/** What is wrong with a value, for schemas that do not say it themselves. */
const describe: z.core.$ZodErrorMap = (issue) => {
  const name = pathText((issue.path ?? []).map((step) => (typeof step === 'symbol' ? String(step) : step))) || 'it';
  if (issue.input === undefined && issue.code !== 'custom') return `${name} is required`;
  switch (issue.code) {
    case 'invalid_type':
      return `${name} must be ${NAMES[issue.expected] ?? issue.expected}, not ${kindOf(issue.input)}${advice(issue)}`;
    case 'invalid_union':
      return `${name} must be a number or a text, not ${kindOf(issue.input)}`;
    case 'invalid_value':
      return `${name} must be one of ${issue.values.join(', ')}${didYouMean(String(issue.input), issue.values.map(String))}`;
    default:
      return undefined;
  }
};

function advice({ expected, input }: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidType>): string {
  return expected === 'string' && (typeof input === 'number' || typeof input === 'boolean') ? ': put it in quotes' : '';
}

function kindOf(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number') return 'a number';
  if (typeof value === 'boolean') return `${value}`;
  return typeof value === 'string' ? 'a text' : 'a mapping';
}
