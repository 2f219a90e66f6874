import type { LoadedConfig } from '../config/check-values.ts';
import { themesPath } from '../config/config-path.ts';
import { loadConfig } from '../config/load-config.ts';
import { watchConfig } from '../config/watch-config.ts';
import { watchFolder } from '../config/watch-folder.ts';
import { watchFar } from '../disk/watch-far.ts';
import type { Monitor } from '../monitor/terminal/monitor.ts';
import { knownWith } from './screen-config.ts';
import type { ScreenKeeper } from './screen-keeper.ts';
import { complaint, type Opening, openedWith } from './screen-opening.ts';

/** Takes over what is changed in the configuration and in themes while the monitor is open. @returns a function that ends it */
export function followConfig(opening: Opening, keeper: ScreenKeeper, { controller }: Monitor): () => Promise<unknown> {
  const { path, shelf, disks } = opening;
  const known = knownWith(shelf);
  let wasWrong = complaint(opening, opening.loaded) !== undefined;
  const follow = (now: LoadedConfig): void => {
    const kept = openedWith(now.config, opening);
    controller.follow(keeper.kept, kept);
    keeper.follow(kept);
    const message = complaint(opening, now);
    if (message !== undefined) controller.say(message);
    else if (wasWrong) controller.say({ text: 'the configuration is right again', bad: false });
    wasWrong = message !== undefined;
  };
  if (opening.isFar) {
    const end = watchFar(disks, path, () => follow(loadConfig(path, known)));
    return async () => end();
  }
  const endWatch = watchConfig(path, opening.loaded, follow, known);
  const endThemes = watchFolder(themesPath(process.env), () => {
    shelf.forget();
    controller.restyle(shelf.choices);
    // It may name a theme that was not there before.
    follow(loadConfig(path, known));
  });
  return () => Promise.all([endWatch(), endThemes()]);
}
