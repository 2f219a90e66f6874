import { parseArgs } from 'node:util';
import { runRaces } from './run-races.ts';

/** The long forms of the hostile tests: `npm run fuzz -- NAME... [--seconds N]`. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '60' } },
});
const seconds = Number(values.seconds);

const RUNS: Readonly<Record<string, () => Promise<boolean>>> = {
  races: () => runRaces(seconds),
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
