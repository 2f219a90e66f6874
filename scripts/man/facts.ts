/** What no help text says: variables that are read, and files. */
export const ENVIRONMENT: readonly (readonly [name: string, meaning: string])[] = [
  ['NO_COLOR', 'no colours where it is set and not empty.'],
  ['FORCE_COLOR', 'colours all the same; 0 for none.'],
  ['TERM', 'the terminal; dumb has no colours.'],
  ['LC_ALL', 'the locale, before LC_CTYPE and LANG: bars and graphs are drawn in ASCII where it is not one of UTF-8.'],
  ['LC_CTYPE', 'the same, before LANG.'],
  ['LANG', 'the same.'],
  ['WASITOP_CONFIG', 'the configuration, instead of wasitop/config.toml where configurations lie.'],
  ['XDG_CONFIG_HOME', 'where configurations lie; ~/.config where it is not set.'],
  ['XDG_CACHE_HOME', 'where caches lie; ~/.cache where it is not set.'],
  ['HOME', 'the directory of the user.'],
  ['NODE_COMPILE_CACHE', 'where Node.js keeps compiled code; wasitop in the cache where it is not set.'],
];

export const FILES: readonly (readonly [path: string, meaning: string])[] = [
  ['wasitop.yaml', 'the manifest that is taken in the current directory where none is named.'],
  ['~/.config/wasitop/config.toml', 'the configuration; see wasitop.toml(5).'],
  ['~/.cache/wasitop', 'modules that are prepared already, and compiled code. It can be deleted at any time.'],
];
