#include "check.h"

/* Links that the host has made: absolute ones, one to the outside, a long chain, a link in the middle. */
static __wasi_errno_t try_open(const char *path, int oflags, __wasi_rights_t rights) {
  __wasi_fd_t fd;
  __wasi_errno_t error = open_at(ROOT, path, __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW, oflags, rights, 0, &fd);
  if (error == 0) EXPECT(__wasi_fd_close(fd), 0);
  return error;
}

static int leaves(__wasi_errno_t error) { return error == __WASI_ERRNO_PERM || error == __WASI_ERRNO_NOTCAPABLE; }

int main(void) {
  __wasi_filestat_t stat;
  EXPECT(leaves(try_open("etc", 0, 0)), 1);
  EXPECT(leaves(try_open("etc/passwd", 0, 0)), 1);
  EXPECT(leaves(try_open("outside", 0, 0)), 1);
  EXPECT(leaves(try_open("outside/secret", 0, 0)), 1);
  EXPECT(leaves(try_open("outside/made", __WASI_OFLAGS_CREAT, __WASI_RIGHTS_FD_WRITE)), 1);
  EXPECT(leaves(try_open("dir/back", 0, 0)), 1);
  EXPECT(leaves(__wasi_path_filestat_get(ROOT, __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW, "outside", &stat)), 1);
  EXPECT(__wasi_path_filestat_get(ROOT, 0, "outside", &stat), 0);
  EXPECT(leaves(__wasi_path_create_directory(ROOT, "outside/made")), 1);
  EXPECT(leaves(__wasi_path_unlink_file(ROOT, "outside/secret")), 1);
  EXPECT(leaves(__wasi_path_rename(ROOT, "outside/secret", ROOT, "secret")), 1);
  EXPECT(leaves(__wasi_path_rename(ROOT, "dir", ROOT, "outside/dir")), 1);
  EXPECT(leaves(__wasi_path_link(ROOT, 0, "outside/secret", ROOT, "secret")), 1);
  EXPECT(leaves(__wasi_path_link(ROOT, __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW, "etc", ROOT, "etc2")), 1);
  EXPECT(leaves(__wasi_path_symlink("x", ROOT, "outside/link")), 1);
  EXPECT(leaves(__wasi_path_filestat_set_times(ROOT, __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW, "outside/secret", 0, 1, __WASI_FSTFLAGS_MTIM)), 1);

  /* To make a file through a dangling link is to make what it names. */
  EXPECT(try_open("to-be", __WASI_OFLAGS_CREAT, __WASI_RIGHTS_FD_WRITE), 0);
  EXPECT(__wasi_path_filestat_get(ROOT, 0, "dir/made", &stat), 0);
  EXPECT(stat.filetype, __WASI_FILETYPE_REGULAR_FILE);
  EXPECT(leaves(try_open("outside-to-be", __WASI_OFLAGS_CREAT, __WASI_RIGHTS_FD_WRITE)), 1);

  /* 30 links in a row are followed, 100 are not. */
  EXPECT(try_open("chain30", 0, 0), 0);
  EXPECT(try_open("chain100", 0, 0), __WASI_ERRNO_LOOP);
  EXPECT(try_open("mutual", 0, 0), __WASI_ERRNO_LOOP);
  return 0;
}
