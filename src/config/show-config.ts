import * as z from 'zod';
import { type Config, keysOf, type PlacedKey, TABLES, valueIn } from './config.ts';
import { valueText } from './edit-toml.ts';

/** A config as TOML, each key with what it is for; behind those that differ stands their default. */
export function showConfig(config: Config): string {
  return TABLES.map((table) => `${table === 'top' ? '' : `[${table}]\n`}${keysOf(table).map(lines).join('')}`).join(
    '\n',
  );

  function lines(key: PlacedKey): string {
    const [value, standard] = [fileText(key, valueIn(config, key)), standardText(key)];
    const mark = value === standard ? '' : `  # changed; the default is ${standard}`;
    return `# ${key.about}\n${key.name} = ${value}${mark}\n`;
  }
}

/** A key's default as the file would have it. */
export function standardText(key: PlacedKey): string {
  return fileText(key, key.standard);
}

function fileText(key: PlacedKey, value: unknown): string {
  return valueText(z.encode(key.kind({}), value));
}
