#include "check.h"

/* Files in a directory that was opened with some rights and hands on a few: what two names of one file share, what each keeps for itself. */
static __wasi_fd_t narrow(void) {
  const __wasi_rights_t base = __WASI_RIGHTS_FD_FILESTAT_GET | __WASI_RIGHTS_FD_READDIR | __WASI_RIGHTS_PATH_CREATE_FILE | __WASI_RIGHTS_PATH_OPEN |
                               __WASI_RIGHTS_PATH_LINK_SOURCE | __WASI_RIGHTS_PATH_LINK_TARGET | __WASI_RIGHTS_PATH_READLINK | __WASI_RIGHTS_PATH_SYMLINK |
                               __WASI_RIGHTS_PATH_FILESTAT_GET | __WASI_RIGHTS_PATH_FILESTAT_SET_SIZE | __WASI_RIGHTS_PATH_FILESTAT_SET_TIMES;
  __wasi_fd_t fd;
  EXPECT(__wasi_path_create_directory(ROOT, "narrow"), 0);
  EXPECT(__wasi_path_open(ROOT, 0, "narrow", __WASI_OFLAGS_DIRECTORY, base, FILE_RIGHTS | __WASI_RIGHTS_PATH_FILESTAT_GET, 0, &fd), 0);
  __wasi_fdstat_t stat;
  EXPECT(__wasi_fd_fdstat_get(fd, &stat), 0);
  EXPECT(stat.fs_filetype, __WASI_FILETYPE_DIRECTORY);
  EXPECT(stat.fs_flags, 0);
  EXPECT(stat.fs_rights_base, base);
  EXPECT(stat.fs_rights_inheriting, FILE_RIGHTS | __WASI_RIGHTS_PATH_FILESTAT_GET);
  return fd;
}

static __wasi_filestat_t stat_at(__wasi_fd_t dir, int lookup, const char *path) {
  __wasi_filestat_t stat;
  EXPECT(__wasi_path_filestat_get(dir, lookup, path, &stat), 0);
  return stat;
}

/* A right that only directories can have is asked for in vain, and the flags read back. */
static void open_with_flags(__wasi_fd_t dir) {
  __wasi_fd_t fd;
  __wasi_fdstat_t stat;
  const int flags = __WASI_FDFLAGS_APPEND | __WASI_FDFLAGS_SYNC;
  EXPECT(open_at(dir, "file", 0, __WASI_OFLAGS_CREAT, __WASI_RIGHTS_FD_WRITE | __WASI_RIGHTS_PATH_FILESTAT_GET, flags, &fd), 0);
  EXPECT(__wasi_fd_fdstat_get(fd, &stat), 0);
  EXPECT(stat.fs_flags, flags);
  EXPECT(stat.fs_rights_base, __WASI_RIGHTS_FD_WRITE);
  EXPECT(put(fd, "12345"), 5);
  EXPECT(__wasi_fd_close(fd), 0);
  EXPECT(open_at(dir, "file", 0, 0, __WASI_RIGHTS_FD_DATASYNC << 30, 0, &fd), __WASI_ERRNO_NOTCAPABLE);
}

/* A hard link is the same file: nothing tells one name from the other. */
static void hard_link(__wasi_fd_t dir) {
  __wasi_fd_t first, second;
  __wasi_filestat_t stat, linked;
  __wasi_fdstat_t open, open_linked;
  EXPECT(__wasi_path_link(dir, 0, "file", dir, "hard"), 0);
  EXPECT(open_at(dir, "file", 0, 0, __WASI_RIGHTS_FD_READ | __WASI_RIGHTS_FD_FILESTAT_GET, 0, &first), 0);
  EXPECT(open_at(dir, "hard", 0, 0, __WASI_RIGHTS_FD_READ | __WASI_RIGHTS_FD_FILESTAT_GET, 0, &second), 0);
  EXPECT(__wasi_fd_filestat_get(first, &stat), 0);
  EXPECT(__wasi_fd_filestat_get(second, &linked), 0);
  EXPECT(memcmp(&stat, &linked, sizeof stat), 0);
  EXPECT(stat.nlink, 2);
  EXPECT(__wasi_fd_fdstat_get(first, &open), 0);
  EXPECT(__wasi_fd_fdstat_get(second, &open_linked), 0);
  EXPECT(memcmp(&open, &open_linked, sizeof open), 0);
}

/* A link has times of its own. A time that is not set stays to the nanosecond. */
static void times(__wasi_fd_t dir) {
  EXPECT(__wasi_path_symlink("file", dir, "link"), 0);
  const __wasi_filestat_t file = stat_at(dir, 0, "file"), link = stat_at(dir, 0, "link");
  EXPECT(link.size, 4);
  EXPECT(__wasi_path_filestat_set_times(dir, 0, "link", 0, link.mtim - 200, __WASI_FSTFLAGS_MTIM), 0);
  EXPECT(stat_at(dir, 0, "link").mtim, link.mtim - 200);
  EXPECT(stat_at(dir, 0, "link").atim, link.atim);
  EXPECT(stat_at(dir, __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW, "link").mtim, file.mtim);
  EXPECT(__wasi_path_filestat_set_times(dir, __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW, "link", 0, link.mtim, __WASI_FSTFLAGS_MTIM), 0);
  EXPECT(stat_at(dir, 0, "file").mtim, link.mtim);
  EXPECT(stat_at(dir, 0, "file").atim, file.atim);
  EXPECT(stat_at(dir, 0, "file").size, file.size);
  EXPECT(stat_at(dir, 0, "link").mtim, link.mtim - 200);
  char text[6] = "......";
  __wasi_size_t size;
  EXPECT(__wasi_path_readlink(dir, "link", (uint8_t *)text, sizeof text, &size), 0);
  EXPECT(size, 4);
  EXPECT(memcmp(text, "file..", 6), 0);
}

/* Truncating by a path needs the directory's right, not the file's. */
static void truncate(__wasi_fd_t dir) {
  __wasi_fd_t fd;
  __wasi_fdstat_t stat;
  EXPECT(__wasi_fd_fdstat_get(dir, &stat), 0);
  const __wasi_rights_t base = stat.fs_rights_base, inheriting = stat.fs_rights_inheriting & ~__WASI_RIGHTS_FD_FILESTAT_SET_SIZE;
  EXPECT(__wasi_fd_fdstat_set_rights(dir, base, inheriting), 0);
  EXPECT(open_at(dir, "file", 0, __WASI_OFLAGS_TRUNC, 0, 0, &fd), 0);
  EXPECT(stat_at(dir, 0, "hard").size, 0);
  EXPECT(__wasi_fd_fdstat_set_rights(dir, base & ~__WASI_RIGHTS_PATH_FILESTAT_SET_SIZE, inheriting), 0);
  EXPECT(open_at(dir, "file", 0, __WASI_OFLAGS_TRUNC, 0, 0, &fd), __WASI_ERRNO_PERM);
}

/* A directory takes the number of one that was there from the start, and lives on under it. */
static void renumber(__wasi_fd_t dir) {
  __wasi_filestat_t before, after;
  __wasi_fdstat_t stat;
  EXPECT(__wasi_fd_filestat_get(dir, &before), 0);
  EXPECT(__wasi_fd_renumber(dir, ROOT), 0);
  EXPECT(__wasi_fd_filestat_get(ROOT, &after), 0);
  EXPECT(before.dev == after.dev && before.ino == after.ino, 1);
  EXPECT(__wasi_fd_fdstat_get(dir, &stat), __WASI_ERRNO_BADF);
  EXPECT(stat_at(ROOT, 0, "file").nlink, 2);
  EXPECT(__wasi_fd_close(ROOT), 0);
}

int main(void) {
  __wasi_fd_t dir = narrow();
  open_with_flags(dir);
  hard_link(dir);
  times(dir);
  truncate(dir);
  renumber(dir);
  return 0;
}
