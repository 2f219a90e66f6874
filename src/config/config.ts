import { KEYS, type Key } from './keys.ts';

type Keys = typeof KEYS;

/** What `config.toml` says, and the defaults for what it does not say. The names are those of the file. */
export type Config = {
  readonly [T in keyof Keys]: { readonly [K in keyof Keys[T]]: Keys[T][K] extends Key<infer V> ? V : never };
};

/** A key with its place. */
export interface PlacedKey extends Key<unknown> {
  readonly table: keyof Config;
  readonly name: string;
}

/** All keys in the order of the file. */
export const ALL_KEYS: readonly PlacedKey[] = Object.entries(KEYS).flatMap(([table, keys]) =>
  Object.entries(keys).map(([name, key]): PlacedKey => ({ ...key, table: table as keyof Config, name })),
);

/** The tables of the file, and `top` for what stands above them. */
export const TABLES: readonly string[] = Object.keys(KEYS);

/** Where a key stands in the file. */
export function pathOf({ table, name }: PlacedKey): readonly string[] {
  return table === 'top' ? [name] : [table, name];
}

/** The keys of one table. */
export function keysOf(table: string): PlacedKey[] {
  return ALL_KEYS.filter((key) => key.table === table);
}

/** Makes a config of a value for each key. */
export function configOf(value: (key: PlacedKey) => unknown): Config {
  const tables = TABLES.map((table) => [table, Object.fromEntries(keysOf(table).map((key) => [key.name, value(key)]))]);
  return Object.fromEntries(tables) as Config;
}

/** The value that a config has for a key. */
export function valueIn(config: Config, { table, name }: PlacedKey): unknown {
  return Object.entries(config[table]).find(([known]) => known === name)?.[1];
}

export const DEFAULTS: Config = configOf(({ standard }) => standard);
