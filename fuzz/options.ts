import { parseArgs } from 'node:util';

/** The campaigns, in the order in which they run. */
export const CAMPAIGNS = ['floods', 'screen', 'mutants', 'programs', 'neighbours', 'ways', 'races'] as const;

const USAGE = `usage: npm run fuzz -- [CAMPAIGN...] [OPTION...]
       npm run soak -- [CAMPAIGN...] [OPTION...]     the whole test suite first

Campaigns: ${CAMPAIGNS.join(' ')}. Without one all of them run, which takes up to two hours.

  --flood N        seconds of each flood (10)
  --mutants N      mutated modules (10000)
  --programs N     programs made at random (2000)
  --neighbours N   hostile modules beside other tasks (10000)
  --most N         seconds that neighbours may take (3600)
  --seconds N      seconds of each race (60)
  --seed N         the first seed (1); what fails is printed with its own`;

const AMOUNTS = {
  flood: { type: 'string', default: '10' },
  mutants: { type: 'string', default: '10000' },
  programs: { type: 'string', default: '2000' },
  neighbours: { type: 'string', default: '10000' },
  most: { type: 'string', default: '3600' },
  seconds: { type: 'string', default: '60' },
  seed: { type: 'string', default: '1' },
} as const;

interface FuzzOptions {
  /** Those named; all where none is. */
  readonly campaigns: readonly (typeof CAMPAIGNS)[number][];
  readonly amounts: Readonly<Record<keyof typeof AMOUNTS, number>>;
}

/** Reads the arguments of `npm run fuzz` and `npm run soak`. For help, and for a mistake, it prints what is known and ends the process. */
export function fuzzOptions(): FuzzOptions {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { ...AMOUNTS, help: { type: 'boolean', short: 'h', default: false } },
    });
    const { help, ...texts } = values;
    if (help) end(0);
    const unknown = positionals.find((name) => !CAMPAIGNS.some((campaign) => campaign === name));
    if (unknown !== undefined) throw new Error(`there is no campaign '${unknown}'`);
    const campaigns = CAMPAIGNS.filter((name) => positionals.length === 0 || positionals.includes(name));
    const amount = (name: keyof typeof AMOUNTS): number => numberOf(name, texts[name]);
    return {
      campaigns,
      amounts: {
        flood: amount('flood'),
        mutants: amount('mutants'),
        programs: amount('programs'),
        neighbours: amount('neighbours'),
        most: amount('most'),
        seconds: amount('seconds'),
        seed: amount('seed'),
      },
    };
  } catch (error) {
    console.error(`fuzz: ${error instanceof Error ? error.message : String(error)}`);
    return end(2);
  }
}

function numberOf(option: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`--${option} '${text}' is no number`);
  return Number(text);
}

function end(status: number): never {
  (status === 0 ? console.log : console.error)(USAGE);
  process.exit(status);
}
