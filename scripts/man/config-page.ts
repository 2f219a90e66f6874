import { KNOWN_NAMES } from '../../src/cli/screen-config.ts';
import { keysOf, TABLES } from '../../src/config/config.ts';
import { configJsonSchema } from '../../src/config/json-schema.ts';
import { METERS, MODES } from '../../src/config/meters.ts';
import { standardText } from '../../src/config/show-config.ts';
import { ThemeShelf } from '../../src/monitor/theme/theme-shelf.ts';
import { bold, escaped, item, literal, macro, page } from './roff.ts';

/** More choices than these are no reading. */
const MOST_CHOICES = 9;

/** What lists have in them. */
const NAMES: readonly (readonly [what: string, names: readonly string[]])[] = [
  ['Themes, beside your own', new ThemeShelf('').names],
  ['Meters', METERS],
  ['Modes of meters', MODES],
  ['Columns of tasks', KNOWN_NAMES.tasks],
  ['Columns of the host', KNOWN_NAMES.host],
];

/** What stands above the tables of the file stands in none. */
function headingOf(table: string): string {
  return table === 'top' ? 'ABOVE ALL TABLES' : `[${table}]`;
}

interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** The page of the configuration: each key with what it is for and its default. */
export function configPage(version: string): string {
  const schema: Schema = configJsonSchema();
  return page('wasitop.toml', 5, version, [
    macro('SH', 'NAME'),
    'wasitop.toml \\- the configuration of wasitop',
    macro('SH', 'DESCRIPTION'),
    `${bold('wasitop')}(1) reads ${escaped('$WASITOP_CONFIG')}, else ${escaped('wasitop/config.toml')} in`,
    `${escaped('$XDG_CONFIG_HOME')}, else in ${escaped('~/.config')}. The file is TOML. A key that is not there has its default;`,
    'one that is wrong is told, and has its default too. What is changed on the screen is written there, and all else in',
    `the file stays. A running wasitop takes changes over at once. ${bold('wasitop config')} shows and checks it.`,
    ...TABLES.flatMap((table) => [macro('SH', headingOf(table)), ...keysOf(table).flatMap(keyItem)]),
    macro('SH', 'NAMES'),
    ...NAMES.flatMap(([what, names]) => item(what, `${names.join(', ')}.`)),
    macro('SH', 'EXAMPLES'),
    ...literal('[screen]\ntab = "host"\nrefresh = "2s"\n\n[host]\nsort = "mem"\ntree = true'),
    macro('SH', 'SEE ALSO'),
    `${bold('wasitop')}(1),`,
    `${bold('wasitop-config')}(1)`,
  ]);

  function keyItem(key: ReturnType<typeof keysOf>[number]): string[] {
    const of = (key.table === 'top' ? schema : schema.properties?.[key.table])?.properties?.[key.name];
    return item(bold(key.name), `${key.about}${formOf(of)}. The default is ${standardText(key)}.`);
  }
}

function formOf(schema: Schema | undefined): string {
  if (schema?.enum !== undefined && schema.enum.length <= MOST_CHOICES)
    return `: ${schema.enum.map((choice) => `"${choice}"`).join(', ')}`;
  return schema?.type === 'boolean' ? ': true or false' : '';
}
