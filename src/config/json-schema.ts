import * as z from 'zod';
import { keysOf, TABLES } from './config.ts';

/** What may stand in `config.toml`, for editors that check and complete as one writes. Columns are any names in it. */
export function configJsonSchema(): object {
  const standards = new Map<unknown, unknown>();
  const tables = TABLES.filter((table) => table !== 'top').map((table) => [
    table,
    z.strictObject(shapeOf(table, standards)).optional(),
  ]);
  const schema = z
    .strictObject({ ...shapeOf('top', standards), ...Object.fromEntries(tables) })
    .meta({ title: 'The configuration of wasitop' });
  return z.toJSONSchema(schema, {
    io: 'input',
    // Not as metadata: zod leaves that out for what the program has in another form than the file.
    override: ({ zodSchema, jsonSchema }) => {
      if (standards.has(zodSchema)) Object.assign(jsonSchema, { default: standards.get(zodSchema) });
    },
  });
}

/** @param standards takes up the default of each key, as the file has it */
function shapeOf(table: string, standards: Map<unknown, unknown>): Record<string, z.ZodType> {
  const entries = keysOf(table).map(({ name, kind, standard, about }) => {
    const schema = kind({}).optional().meta({ description: about });
    standards.set(schema, z.encode(kind({}), standard));
    return [name, schema];
  });
  return Object.fromEntries(entries);
}
