import * as z from 'zod';
import { keysOf, TABLES } from './config.ts';

/** What may stand in `config.toml`, for editors that check and complete as one writes. Columns are any names in it. */
export function configJsonSchema(): object {
  const tables = TABLES.map((table) => [table, z.strictObject(Object.fromEntries(shapeOf(table))).optional()]);
  const schema = z.strictObject(Object.fromEntries(tables)).meta({ title: 'The configuration of wasitop' });
  return z.toJSONSchema(schema, { io: 'input' });
}

function shapeOf(table: string): [string, z.ZodType][] {
  return keysOf(table).map(({ name, kind, standard, about }) => {
    const schema = kind({});
    return [name, schema.optional().meta({ description: about, default: z.encode(schema, standard) })];
  });
}
