import { readdirSync, readFileSync } from 'node:fs';

/** Folders of packages, within others too: `node_modules/a`, `node_modules/a/node_modules/@b/c`. */
const PACKAGE = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

/**
 * The licences of all packages that are in a bundle, each with its name and version.
 *
 * @param metafiles what esbuild says of what it bundled
 */
export function thirdPartyLicenses(metafiles) {
  const inputs = metafiles.flatMap(({ outputs }) => Object.values(outputs).flatMap((output) => bundledInto(output)));
  const folders = [...new Set(inputs.flatMap((input) => PACKAGE.exec(input)?.[0] ?? []))].sort();
  return folders.map(entryOf).join(`\n${'-'.repeat(80)}\n\n`);
}

/** What esbuild left out again needs no licence. */
function bundledInto({ inputs }) {
  return Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : []));
}

function entryOf(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const texts = files.sort().map((file) => readFileSync(`${folder}/${file}`, 'utf8').trim());
  if (texts.length === 0 && license === undefined) throw new Error(`${name} says nothing of its licence`);
  const by = typeof author === 'object' ? author.name : author;
  const standIn = `Its package has no text of the licence${by === undefined ? '' : `; it is by ${by}`}.`;
  return `${name} ${version}: ${license ?? 'see below'}\n\n${texts.length === 0 ? standIn : texts.join('\n\n')}\n`;
}
