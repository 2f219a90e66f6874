import { type HelpEntry, helpPages } from '../src/monitor/draw/help-text.ts';
import { PANES, type Pane } from '../src/monitor/input/actions/action.ts';
import { keyMapFor } from '../src/monitor/input/key-map.ts';
import type { Preset } from '../src/monitor/input/presets.ts';

const BEGINNING = `# Keys

Made from the registry of actions by \`npm run schemas\`: what help says in the monitor. [config.md](config.md) tells how to change keys. Where
\`preset = "htop"\` has other keys they stand in the third column; \`:name\` is the way to what has no key.
`;

const HEAD = '| action | keys | htop | what it does |\n|---|---|---|---|\n';

/** All keys by pane, as Markdown: sections that are the same for several panes once. */
export function keysDocument(): string {
  const seen = new Set<string>();
  const sections = PANES.flatMap((pane) => {
    const htop = pageOf(pane, 'htop');
    return pageOf(pane, 'default').map(({ title, entries }, index) => {
      const fresh = entries.filter((entry) => index === 0 || !seen.has(lineOf(entry, undefined)));
      const lines = fresh.map((entry) => {
        seen.add(lineOf(entry, undefined));
        return lineOf(
          entry,
          htop[index]?.entries.find(({ name }) => name === entry.name),
        );
      });
      const where = title === 'Everywhere' && pane !== 'table' ? `Everywhere, as it is in the ${pane}` : title;
      return lines.length === 0 ? '' : `\n## ${where}\n\n${HEAD}${lines.join('')}`;
    });
  });
  return BEGINNING + sections.join('');
}

function pageOf(pane: Pane, preset: Preset) {
  return helpPages({ keys: keyMapFor(preset, {}), pane, tab: 'tasks' })[0]?.sections ?? [];
}

function lineOf({ name, words, meaning }: HelpEntry, htop: HelpEntry | undefined): string {
  const other = htop === undefined || htop.words === words ? '' : code(htop.words);
  return `| \`${name}\` | ${code(words)} | ${other} | ${meaning} |\n`;
}

/** Keys, each as code; a bar would end the cell. */
function code(words: string): string {
  return words
    .split(' ')
    .map((word) => (word === '\\' ? '`\\`' : `\`${word}\``))
    .join(' ');
}
