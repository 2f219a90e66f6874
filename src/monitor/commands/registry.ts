import { type ActionId, commandName } from '../input/actions/action-id.ts';
import { ACTIONS } from '../input/actions/registry.ts';
import { perform } from '../state/perform.ts';
import type { Command } from './command.ts';
import { NAMESPACE_COMMANDS } from './namespace-commands.ts';
import { ROW_COMMANDS } from './row-commands.ts';
import { SCREEN_COMMANDS } from './screen-commands.ts';
import { TASK_COMMANDS } from './task-commands.ts';

/** The commands with words of their own. */
export const WORDED: readonly Command[] = [
  ...ROW_COMMANDS,
  ...TASK_COMMANDS,
  ...SCREEN_COMMANDS,
  ...NAMESPACE_COMMANDS,
];

/** Actions that mean nothing, or something else, where there is no key for them. */
const KEYS_ALONE: readonly ActionId[] = ['commandLine', 'closeLayer'];

/** Every other thing that a key does can be done by its name as well. */
const NAMED: readonly Command[] = [...new Map(ACTIONS.map((action) => [action.id, action])).values()]
  .filter(({ id }) => !KEYS_ALONE.includes(id) && !WORDED.some(({ name }) => name === commandName(id)))
  .map(({ id, help, changes }) => ({
    name: commandName(id),
    ...(id === 'quit' ? { aliases: ['q', 'q!', 'exit'] } : {}),
    parameters: [],
    help,
    ...(changes === undefined ? {} : { changes }),
    run: ({ state, view }) => perform(state, view, id),
  }));

/** Everything that the command line knows. */
export const COMMANDS: readonly Command[] = [...WORDED, ...NAMED];

const BY_NAME = new Map(
  COMMANDS.flatMap((command) => [command.name, ...(command.aliases ?? [])].map((name) => [name, command])),
);

export function findCommand(name: string): Command | undefined {
  return BY_NAME.get(name);
}
