/** What no help text says: variables that are read, and files. */
export const ENVIRONMENT: readonly (readonly [name: string, meaning: string])[] = [
  ['NO_COLOR', 'no colours where it is set and not empty.'],
  ['FORCE_COLOR', 'colours all the same: 1 for 16, 2 for 256, 3 for all; 0 for none.'],
  ['COLORTERM', 'truecolor where the terminal has all colours.'],
  ['TERM', 'the terminal; dumb has no colours.'],
  ['LC_ALL', 'the locale, before LC_CTYPE and LANG: bars and graphs are drawn in ASCII where it is not one of UTF-8.'],
  ['LC_CTYPE', 'the same, before LANG.'],
  ['LANG', 'the same.'],
  ['WASITOP_CONFIG', 'the configuration, instead of wasitop/config.toml where configurations lie.'],
  ['XDG_CONFIG_HOME', 'where configurations lie; ~/.config where it is not set.'],
  ['XDG_CACHE_HOME', 'where caches lie; ~/.cache where it is not set.'],
  ['XDG_STATE_HOME', 'where the history of the command line lies; ~/.local/state where it is not set.'],
  ['PAGER', 'the program that shows the log; less where it is not set.'],
  ['VISUAL', 'the program that edits a copy of the log, before EDITOR; vi where neither is set.'],
  ['EDITOR', 'the same.'],
  ['WASITOP_ACCESSIBLE', 'the monitor in words, for screen readers, where it is set and not 0.'],
  ['HOME', 'the directory of the user.'],
  ['NODE_COMPILE_CACHE', 'where Node.js keeps compiled code; wasitop in the cache where it is not set.'],
];

export const FILES: readonly (readonly [path: string, meaning: string])[] = [
  ['wasitop.yaml', 'the manifest that is taken in the current directory where none is named.'],
  ['~/.config/wasitop/config.toml', 'the configuration; see wasitop.toml(5).'],
  ['~/.config/wasitop/themes', "themes of one's own, as NAME.toml."],
  ['~/.local/state/wasitop/history', 'lines of the command line.'],
  ['~/.cache/wasitop', 'modules that are prepared already, and compiled code. It can be deleted at any time.'],
];
