/** preview1's rights (witx: rights), as numbers: they are below 2^30. */
export const RIGHT = {
  fdDatasync: 2 ** 0,
  fdRead: 2 ** 1,
  fdSeek: 2 ** 2,
  fdFdstatSetFlags: 2 ** 3,
  fdSync: 2 ** 4,
  fdTell: 2 ** 5,
  fdWrite: 2 ** 6,
  fdAdvise: 2 ** 7,
  fdAllocate: 2 ** 8,
  pathCreateDirectory: 2 ** 9,
  pathCreateFile: 2 ** 10,
  pathLinkSource: 2 ** 11,
  pathLinkTarget: 2 ** 12,
  pathOpen: 2 ** 13,
  fdReaddir: 2 ** 14,
  pathReadlink: 2 ** 15,
  pathRenameSource: 2 ** 16,
  pathRenameTarget: 2 ** 17,
  pathFilestatGet: 2 ** 18,
  pathFilestatSetSize: 2 ** 19,
  pathFilestatSetTimes: 2 ** 20,
  fdFilestatGet: 2 ** 21,
  fdFilestatSetSize: 2 ** 22,
  fdFilestatSetTimes: 2 ** 23,
  pathSymlink: 2 ** 24,
  pathRemoveDirectory: 2 ** 25,
  pathUnlinkFile: 2 ** 26,
  pollFdReadwrite: 2 ** 27,
  sockShutdown: 2 ** 28,
  sockAccept: 2 ** 29,
} as const;

export const ALL_RIGHTS = 2 ** 30 - 1;

/** What makes sense for a directory itself. */
export const DIRECTORY_RIGHTS =
  RIGHT.fdFdstatSetFlags |
  RIGHT.fdSync |
  RIGHT.fdDatasync |
  RIGHT.fdAdvise |
  RIGHT.pathCreateDirectory |
  RIGHT.pathCreateFile |
  RIGHT.pathLinkSource |
  RIGHT.pathLinkTarget |
  RIGHT.pathOpen |
  RIGHT.fdReaddir |
  RIGHT.pathReadlink |
  RIGHT.pathRenameSource |
  RIGHT.pathRenameTarget |
  RIGHT.pathFilestatGet |
  RIGHT.pathFilestatSetSize |
  RIGHT.pathFilestatSetTimes |
  RIGHT.fdFilestatGet |
  RIGHT.fdFilestatSetTimes |
  RIGHT.pathSymlink |
  RIGHT.pathRemoveDirectory |
  RIGHT.pathUnlinkFile |
  RIGHT.pollFdReadwrite;

/** What makes sense for a regular file. */
export const FILE_RIGHTS =
  RIGHT.fdDatasync |
  RIGHT.fdRead |
  RIGHT.fdSeek |
  RIGHT.fdFdstatSetFlags |
  RIGHT.fdSync |
  RIGHT.fdTell |
  RIGHT.fdWrite |
  RIGHT.fdAdvise |
  RIGHT.fdAllocate |
  RIGHT.fdFilestatGet |
  RIGHT.fdFilestatSetSize |
  RIGHT.fdFilestatSetTimes |
  RIGHT.pollFdReadwrite;

/** What makes sense for a stream: a pipe, a terminal, the log. Without the rights to seek a C library takes it for a terminal. */
export const STREAM_RIGHTS =
  RIGHT.fdRead |
  RIGHT.fdWrite |
  RIGHT.fdFdstatSetFlags |
  RIGHT.fdSync |
  RIGHT.fdDatasync |
  RIGHT.fdFilestatGet |
  RIGHT.pollFdReadwrite;

export const SOCKET_RIGHTS = STREAM_RIGHTS | RIGHT.sockShutdown | RIGHT.sockAccept;
