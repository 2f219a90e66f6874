#include "check.h"

/* Setting one time leaves the other, as the host keeps it, untouched to the nanosecond; of files, directories and links. */
static __wasi_filestat_t look(int lookup, const char *path) {
  __wasi_filestat_t stat;
  EXPECT(__wasi_path_filestat_get(ROOT, lookup, path, &stat), 0);
  return stat;
}

static void change(int lookup, const char *path) {
  __wasi_filestat_t before = look(lookup, path);
  EXPECT(__wasi_path_filestat_set_times(ROOT, lookup, path, 0, before.mtim - 200, __WASI_FSTFLAGS_MTIM), 0);
  __wasi_filestat_t after = look(lookup, path);
  EXPECT(after.mtim, before.mtim - 200);
  EXPECT(after.atim, before.atim);
  EXPECT(__wasi_path_filestat_set_times(ROOT, lookup, path, before.atim - 1, 7, __WASI_FSTFLAGS_ATIM), 0);
  after = look(lookup, path);
  EXPECT(after.mtim, before.mtim - 200);
  EXPECT(after.atim, before.atim - 1);
  EXPECT(__wasi_path_filestat_set_times(ROOT, lookup, path, 5, 7, 0), 0);
  after = look(lookup, path);
  EXPECT(after.mtim, before.mtim - 200);
  EXPECT(after.atim, before.atim - 1);
}

int main(void) {
  const int follow = __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW;
  __wasi_filestat_t before, after;
  __wasi_fd_t fd = create("file");
  EXPECT(__wasi_path_create_directory(ROOT, "dir"), 0);
  EXPECT(__wasi_path_symlink("file", ROOT, "link"), 0);
  EXPECT(__wasi_path_symlink("nowhere", ROOT, "dangling"), 0);
  change(0, "file");
  change(0, "dir");
  change(0, "dir/");
  change(0, "link");
  change(0, "dangling");
  EXPECT(__wasi_path_filestat_set_times(ROOT, follow, "dangling", 0, 1, __WASI_FSTFLAGS_MTIM), __WASI_ERRNO_NOENT);

  /* Through the link it is the file that changes. */
  before = look(0, "link");
  change(follow, "link");
  after = look(0, "link");
  EXPECT(after.mtim, before.mtim);
  EXPECT(look(0, "file").mtim, look(follow, "link").mtim);

  /* By descriptor, on what was never set. */
  __wasi_fd_t fresh = create("fresh");
  EXPECT(__wasi_fd_filestat_get(fresh, &before), 0);
  EXPECT(__wasi_fd_filestat_set_times(fresh, 0, before.mtim - 100, __WASI_FSTFLAGS_MTIM), 0);
  EXPECT(__wasi_fd_filestat_get(fresh, &after), 0);
  EXPECT(after.mtim, before.mtim - 100);
  EXPECT(after.atim, before.atim);

  /* A write moves the time on again, and a time set then is read back too. */
  put(fresh, "text");
  EXPECT(__wasi_fd_filestat_get(fresh, &after), 0);
  EXPECT(after.mtim > before.mtim - 100, 1);
  EXPECT(after.ctim >= before.ctim, 1);
  EXPECT(__wasi_fd_filestat_set_times(fd, 1, 2, __WASI_FSTFLAGS_ATIM | __WASI_FSTFLAGS_MTIM), 0);
  EXPECT(look(0, "file").atim, 1);
  EXPECT(look(0, "file").mtim, 2);
  return 0;
}
