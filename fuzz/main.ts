import { type CAMPAIGNS, fuzzOptions } from './options.ts';
import { runFloods } from './run-floods.ts';
import { runMutants } from './run-mutants.ts';
import { runNeighbours } from './run-neighbours.ts';
import { runPrograms } from './run-programs.ts';
import { runRaces } from './run-races.ts';
import { runWaysOut } from './run-ways-out.ts';
import { runScreen } from './screen.ts';

/** The long forms of the hostile tests. `npm run fuzz -- --help` says what there is. */
const { campaigns, amounts } = fuzzOptions();
const { flood, mutants, programs, neighbours, most, seconds, seed } = amounts;

const RUNS: Readonly<Record<(typeof CAMPAIGNS)[number], () => boolean | Promise<boolean>>> = {
  floods: () => runFloods(flood),
  screen: () => runScreen(flood),
  mutants: () => runMutants(mutants, seed),
  programs: () => runPrograms(programs, seed),
  neighbours: () => runNeighbours(neighbours, seed, most),
  ways: () => runWaysOut(),
  races: () => runRaces(seconds),
};

let isGood = true;
for (const name of campaigns) {
  console.log(`== ${name}`);
  isGood = (await RUNS[name]()) && isGood;
}
process.exit(isGood ? 0 : 1);
