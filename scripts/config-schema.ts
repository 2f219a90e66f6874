// Writes schemas/config.schema.json and docs/keys.md anew, after a change to src/config/keys.ts or to the registry of actions.
import { writeFileSync } from 'node:fs';
import { configJsonSchema } from '../src/config/json-schema.ts';
import { keysDocument } from './keys-document.ts';

writeFileSync('schemas/config.schema.json', `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
writeFileSync('docs/keys.md', keysDocument());
