import { parseArgs } from 'node:util';
import { runFloods } from './run-floods.ts';
import { runMutants } from './run-mutants.ts';
import { runNeighbours } from './run-neighbours.ts';
import { runPrograms } from './run-programs.ts';
import { runRaces } from './run-races.ts';
import { runWaysOut } from './run-ways-out.ts';
import { runScreen } from './screen.ts';

/**
 * The long forms of the hostile tests: `npm run fuzz -- [NAME...] [--seconds N (of a race)] [--flood N (seconds)] [--mutants N] [--programs N] [--neighbours N] [--most N (seconds of neighbours)] [--seed N]`. What fails
 * is printed with its seed; `--seed` begins with another one.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '60' },
    flood: { type: 'string', default: '10' },
    mutants: { type: 'string', default: '10000' },
    programs: { type: 'string', default: '2000' },
    neighbours: { type: 'string', default: '10000' },
    most: { type: 'string', default: '3600' },
    seed: { type: 'string', default: '1' },
  },
});
const seed = Number(values.seed);

const RUNS: Readonly<Record<string, () => boolean | Promise<boolean>>> = {
  floods: () => runFloods(Number(values.flood)),
  screen: () => runScreen(Number(values.flood)),
  mutants: () => runMutants(Number(values.mutants), seed),
  programs: () => runPrograms(Number(values.programs), seed),
  neighbours: () => runNeighbours(Number(values.neighbours), seed, Number(values.most)),
  ways: () => runWaysOut(),
  races: () => runRaces(Number(values.seconds)),
};

const unknown = positionals.find((name) => !Object.hasOwn(RUNS, name));
if (unknown !== undefined) {
  console.error(`fuzz: ${unknown} is not known; there are ${Object.keys(RUNS).join(' ')}`);
  process.exit(2);
}
let isGood = true;
for (const [name, run] of Object.entries(RUNS)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  console.log(`== ${name}`);
  isGood = (await run()) && isGood;
}
process.exit(isGood ? 0 : 1);
