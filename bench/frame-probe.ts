// Measures on the terminal that it is on, and writes figures to a file: node frame-probe.ts PART FILE ROUNDS THEMES
import { writeFileSync } from 'node:fs';
import { logCost } from './frame/log-cost.ts';
import { tableCost } from './frame/table-cost.ts';
import { themeCosts } from './frame/theme-cost.ts';

const PARTS = { table: tableCost, themes: themeCosts, log: logCost } as const;

/** What is measured, and what comes of it. */
export type Part = keyof typeof PARTS;
export type Figures<P extends Part> = Awaited<ReturnType<(typeof PARTS)[P]>>;

const [part = '', file = '', rounds, themes = ''] = process.argv.slice(2);
const measure = Object.entries(PARTS).find(([name]) => name === part)?.[1];
if (measure === undefined) throw new Error(`${part} is not known; the parts are ${Object.keys(PARTS).join(' ')}`);
writeFileSync(file, JSON.stringify(await measure(Number(rounds), themes)));
process.exit();
