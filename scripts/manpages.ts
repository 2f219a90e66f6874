// Writes man/ anew, after a change of the commands, of their help or of src/config/keys.ts.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { VERSION } from '../src/cli/version.ts';
import { manPages } from './man/pages.ts';

rmSync('man', { recursive: true, force: true });
mkdirSync('man');
for (const [name, text] of manPages(VERSION)) writeFileSync(`man/${name}`, text);
