#include "check.h"

/* Symbolic and hard links, and that none leads out. */
static __wasi_errno_t try_open(const char *path, int lookup, int oflags) {
  __wasi_fd_t fd;
  __wasi_errno_t error = open_at(ROOT, path, lookup, oflags, 0, 0, &fd);
  if (error == 0) EXPECT(__wasi_fd_close(fd), 0);
  return error;
}

int main(void) {
  char text[32];
  __wasi_size_t size;
  const int follow = __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW;
  EXPECT(__wasi_path_create_directory(ROOT, "dir"), 0);
  EXPECT(__wasi_fd_close(create("dir/file")), 0);
  EXPECT(__wasi_path_symlink("dir/file", ROOT, "link"), 0);
  EXPECT(__wasi_path_symlink("dir", ROOT, "dirlink"), 0);
  EXPECT(__wasi_path_symlink("nowhere", ROOT, "dangling"), 0);
  EXPECT(__wasi_path_symlink("loop", ROOT, "loop"), 0);
  EXPECT(__wasi_path_symlink("../outside", ROOT, "out"), 0);
  EXPECT(__wasi_path_symlink("../../outside", ROOT, "dir/out"), 0);
  EXPECT(__wasi_path_symlink("../link", ROOT, "dir/chain"), 0);
  EXPECT(__wasi_path_symlink("/dir/file", ROOT, "absolute"), __WASI_ERRNO_PERM);
  EXPECT(try_open("link", follow, 0), 0);
  EXPECT(try_open("link", 0, 0), __WASI_ERRNO_LOOP);
  EXPECT(try_open("dirlink", 0, __WASI_OFLAGS_DIRECTORY), __WASI_ERRNO_LOOP);
  EXPECT(try_open("dirlink", follow, __WASI_OFLAGS_DIRECTORY), 0);
  EXPECT(try_open("dirlink/file", 0, 0), 0);
  EXPECT(try_open("dirlink/", 0, 0), 0);
  EXPECT(try_open("dirlink/../link", follow, 0), 0);
  EXPECT(try_open("dir/chain", follow, 0), 0);
  EXPECT(try_open("dangling", follow, 0), __WASI_ERRNO_NOENT);
  EXPECT(try_open("dangling", 0, 0), __WASI_ERRNO_LOOP);
  EXPECT(try_open("dangling", 0, __WASI_OFLAGS_CREAT | __WASI_OFLAGS_EXCL), __WASI_ERRNO_EXIST);
  EXPECT(try_open("loop", follow, 0), __WASI_ERRNO_LOOP);
  EXPECT(try_open("loop/x", 0, 0), __WASI_ERRNO_LOOP);
  EXPECT(try_open("out", follow, 0), __WASI_ERRNO_PERM);
  EXPECT(try_open("dir/out", follow, 0), __WASI_ERRNO_PERM);
  EXPECT(try_open("link", follow, __WASI_OFLAGS_DIRECTORY), __WASI_ERRNO_NOTDIR);
  EXPECT(__wasi_path_readlink(ROOT, "link", (uint8_t *)text, sizeof text, &size), 0);
  EXPECT(size, 8);
  EXPECT(memcmp(text, "dir/file", 8), 0);
  EXPECT(__wasi_path_readlink(ROOT, "link", (uint8_t *)text, 3, &size), 0);
  EXPECT(size, 3);
  EXPECT(__wasi_path_readlink(ROOT, "link", (uint8_t *)text, 0, &size), 0);
  EXPECT(size, 0);
  EXPECT(__wasi_path_readlink(ROOT, "dir", (uint8_t *)text, sizeof text, &size), __WASI_ERRNO_INVAL);
  __wasi_filestat_t stat;
  EXPECT(__wasi_path_filestat_get(ROOT, 0, "link", &stat), 0);
  EXPECT(stat.filetype, __WASI_FILETYPE_SYMBOLIC_LINK);
  EXPECT(stat.size, 8);
  EXPECT(__wasi_path_filestat_get(ROOT, follow, "link", &stat), 0);
  EXPECT(stat.filetype, __WASI_FILETYPE_REGULAR_FILE);
  EXPECT(__wasi_path_symlink("x", ROOT, "link"), __WASI_ERRNO_EXIST);
  EXPECT(__wasi_path_symlink("x", ROOT, "new/"), __WASI_ERRNO_NOENT);
  EXPECT(__wasi_path_symlink("x", ROOT, "dir/"), __WASI_ERRNO_EXIST);
  EXPECT(__wasi_path_symlink("x", ROOT, "dir/file/"), __WASI_ERRNO_NOTDIR);
  EXPECT(__wasi_path_symlink("", ROOT, "new"), __WASI_ERRNO_NOENT);
  EXPECT(__wasi_path_link(ROOT, 0, "dir/file", ROOT, "hard"), 0);
  EXPECT(__wasi_path_filestat_get(ROOT, 0, "hard", &stat), 0);
  EXPECT(stat.nlink, 2);
  EXPECT(__wasi_path_link(ROOT, 0, "dir/file", ROOT, "hard"), __WASI_ERRNO_EXIST);
  EXPECT(__wasi_path_link(ROOT, 0, "dir/file", ROOT, "dir/file"), __WASI_ERRNO_EXIST);
  EXPECT(__wasi_path_link(ROOT, 0, "dir", ROOT, "hard2"), __WASI_ERRNO_PERM);
  EXPECT(__wasi_path_link(ROOT, 0, "dir/file", ROOT, "hard2/"), __WASI_ERRNO_NOENT);
  EXPECT(__wasi_path_link(ROOT, 0, "dangling", ROOT, "hard3"), 0);
  EXPECT(__wasi_path_link(ROOT, follow, "dangling", ROOT, "hard4"), __WASI_ERRNO_NOENT);
  EXPECT(__wasi_path_unlink_file(ROOT, "dirlink"), 0);
  EXPECT(__wasi_path_remove_directory(ROOT, "link"), __WASI_ERRNO_NOTDIR);
  return 0;
}
