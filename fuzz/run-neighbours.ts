import { Campaign } from './neighbours/campaign.ts';

/** Modules that run beside each other. */
const AT_A_TIME = 6;

const PATIENCE = { late: 200, heldUp: 300 };

/** So many modules from a seed on, for so many seconds at most. @returns whether no neighbour was harmed. */
export async function runNeighbours(count: number, seed: number, seconds: number): Promise<boolean> {
  const start = performance.now();
  using campaign = new Campaign(AT_A_TIME, PATIENCE);
  const seeds = Array.from({ length: count }, (_, index) => seed + index);
  let harmful = 0;
  for await (const { seed: at, kind, what, file, counts } of campaign.run(seeds, start + seconds * 1_000)) {
    if (counts) harmful++;
    console.log(
      `seed ${at}, ${kind}: ${what}${file === undefined ? ' (not when it ran alone)' : `; saved as ${file}`}`,
    );
  }
  const { modules, started, processes, worst, peak } = campaign.figures;
  console.log(
    `${modules} modules from seed ${seed} in ${((performance.now() - start) / 1_000).toFixed(0)} s: ${harmful} harmed a neighbour; ` +
      `${started} ran, ${processes} processes, at most ${(peak / 1024 ** 2).toFixed(0)} MiB resident, ` +
      `a ticker held up for ${worst.heldUp.toFixed(0)} ms, a time limit passed by ${worst.late.toFixed(0)} ms`,
  );
  return harmful === 0;
}
