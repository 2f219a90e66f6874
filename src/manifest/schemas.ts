import * as z from 'zod';
import { parseCount } from '../base/count.ts';
import { LEVEL_NAMES, parseLevel } from '../base/level.ts';
import { didYouMean } from '../base/nearest.ts';
import { parseSize } from '../base/size.ts';
import { SysError } from '../base/sys-error.ts';
import { parseAddress } from '../vfs/listener.ts';
import { checkCapability } from './capabilities.ts';
import { checkImport } from './host-imports.ts';
import { parseHash } from './module-hash.ts';

/** A word that a command or an id can be, and that is no option and no path. */
const WORD = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;

/** Threads of one process.host. */
const MOST_WORKERS = 256;

/** Of top-level keys that have to be there, and must not be empty. */
const required = (key: string) =>
  text({ error: ({ input }) => (input == null || input === '' ? `${key} is required` : undefined) }).min(
    1,
    `${key} is required`,
  );

function text(params?: { readonly error: z.core.$ZodErrorMap }) {
  return z.string(params).refine((value) => !value.includes('\0'), 'a NUL byte cannot be in a text');
}

/** Lets a parser of ours read a scalar; what it refuses becomes the problem. */
function parsed<T>(parse: (text: string) => T, name?: string) {
  return z
    .union([z.string(), z.number()])
    .transform((value, context): T => checked(parse, name)(String(value), context));
}

/** As `parsed`, for what is a text already. The name goes before what is wrong. */
function checked<T>(parse: (text: string) => T, name?: string) {
  return (value: string, context: z.core.$RefinementCtx): T => {
    try {
      return parse(value);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      context.addIssue({ code: 'custom', message: name === undefined ? error.detail : `${name}: ${error.detail}` });
      return z.NEVER;
    }
  };
}

/** A whole number; also as text, which is what `${env:NAME}` gives. */
const count = (name: string) =>
  z
    .union([z.number(), z.string()])
    .transform(Number)
    .refine((value) => !(value < 0), `${name} cannot be negative`)
    .refine((value) => value < 0 || Number.isSafeInteger(value), `${name} must be a whole number`);

const absolutePath = (name: string) => text().refine((path) => path.startsWith('/'), `${name} must be absolute`);

function parsePriority(word: string): number {
  try {
    return parseLevel(word);
  } catch (error) {
    if (!(error instanceof SysError) || /^[-\d.]+$/.test(word)) throw error;
    throw new SysError('EINVAL', 'level', word, `${error.detail}${didYouMean(word, LEVEL_NAMES)}`);
  }
}

function checkAddress(address: string): string {
  parseAddress(address);
  return address;
}

const mount = z.strictObject({
  fs: text(),
  guest: absolutePath('wasi.mounts[].guest').refine(
    (guest) => !/^\/+(dev|task)(\/|$)/.test(guest),
    'wasi.mounts[].guest must not be in /dev or /task, which every task has',
  ),
  read_only: z.boolean().default(false),
});

const variable = z.strictObject({
  id: text().min(1, 'wasi.env[].id is required'),
  name: text().regex(/^[^=]+$/, 'wasi.env[].name must be a name, without ='),
  required: z.boolean().default(false),
});

const wasi = z.strictObject({
  args: z.array(text()).default([]),
  cwd: absolutePath('wasi.cwd').default('/'),
  env: z.array(variable).default([]),
  mounts: z.array(mount).default([]),
  listen: z.array(text().transform(checked(checkAddress, 'wasi.listen'))).default([]),
  stdin: text().optional(),
});

const limits = z.strictObject({
  max_execution_ms: count('limits.max_execution_ms').optional(),
  memory: parsed(parseSize, 'limits.memory').optional(),
  fuel: parsed(parseCount, 'limits.fuel').optional(),
  cpu_ms: count('limits.cpu_ms').optional(),
  files: count('limits.files').optional(),
});

const command = z.strictObject({
  name: text()
    .regex(WORD, 'meta.command.name must be letters, digits, _, . and -')
    .refine(
      (name) => name !== 'list' && !name.endsWith('.wasm'),
      "meta.command.name must not be 'list' or end in .wasm: wasitop run takes those otherwise",
    ),
  short: z
    .string()
    .regex(/^[^\0-\x1f\x7f-\x9f]*$/, 'meta.command.short must be one line of plain text')
    .default(''),
});

/** Notes for people may stand here, under any key but one that looks like a mistyped `command`. */
const meta = z.looseObject({ command: command.optional() });

const noCommand = z.looseObject({
  command: z.undefined({ error: 'meta.command: only a process.wasm entry can be a command' }).optional(),
});

const common = { name: z.string(), kind: z.string(), meta: noCommand.optional() };

const processWasm = z.strictObject({
  ...common,
  meta: meta.optional(),
  fs: required('fs'),
  path: required('path'),
  hash: required('hash').transform(checked(parseHash)),
  method: required('method'),
  imports: z.array(text().transform(checked(checkImport))).optional(),
  wasi: wasi.prefault({}),
  limits: limits.default({}),
  priority: parsed(parsePriority).default(4),
  capabilities: z.array(text().transform(checked(checkCapability))).default([]),
  isolation: z.enum(['shared', 'thread']).default('shared'),
  engine: z.enum(['native', 'wasmer']).default('native'),
  watch: z.boolean().optional(),
});

const fsDirectory = z.strictObject({
  ...common,
  directory: required('directory'),
  auto_init: z.boolean().default(false),
  read_only: z.boolean().default(false),
});

const envVariable = z.strictObject({
  ...common,
  variable: text().optional(),
  storage: text().optional(),
  default: text().optional(),
});

const workers = count('workers')
  .refine((value) => value !== 0 && !(value > MOST_WORKERS), `workers must be from 1 to ${MOST_WORKERS}`)
  .optional();

/** What may stand in an entry of each kind. */
export const SCHEMAS = {
  'fs.directory': fsDirectory,
  'process.wasm': processWasm,
  'env.variable': envVariable,
  'env.storage.os': z.strictObject(common),
  'env.storage.file': z.strictObject({ ...common, file_path: required('file_path') }),
  'env.storage.memory': z.strictObject(common),
  'terminal.host': z.strictObject(common),
  'process.host': z.strictObject({ ...common, workers }),
} as const;

export type Kind = keyof typeof SCHEMAS;
export type Shape<K extends Kind> = z.output<(typeof SCHEMAS)[K]>;

/** The top of the file. Entries are looked at one by one, so that a bad one hides nothing of the others. */
export const MANIFEST = z.strictObject({
  version: z
    .union([z.string(), z.number()], { error: ({ input }) => (input == null ? 'version is required' : undefined) })
    .refine((version) => /^1(\.0)?$/.test(String(version)), "version must be '1.0'"),
  namespace: required('namespace').regex(WORD, 'namespace must be letters, digits, _, . and -'),
  entries: z.array(z.unknown(), { error: ({ input }) => (input == null ? 'entries is required' : undefined) }),
});

/** What an entry's name has to be: `name is required`, or the reason. */
export const ENTRY_NAME = required('name').regex(WORD, 'name must be letters, digits, _, . and -');
