#include "check.h"

/* Renaming files and directories over each other. */
int main(void) {
  EXPECT(__wasi_fd_close(create("a")), 0);
  EXPECT(__wasi_path_rename(ROOT, "a", ROOT, "b"), 0);
  EXPECT(__wasi_path_rename(ROOT, "a", ROOT, "b"), __WASI_ERRNO_NOENT);
  EXPECT(__wasi_path_rename(ROOT, "b", ROOT, "b"), 0);
  EXPECT(__wasi_path_rename(ROOT, "b/", ROOT, "c"), __WASI_ERRNO_NOTDIR);
  EXPECT(__wasi_path_rename(ROOT, "b", ROOT, "c/"), __WASI_ERRNO_NOTDIR);
  EXPECT(__wasi_path_create_directory(ROOT, "dir"), 0);
  EXPECT(__wasi_path_create_directory(ROOT, "empty"), 0);
  EXPECT(__wasi_path_create_directory(ROOT, "full"), 0);
  EXPECT(__wasi_fd_close(create("full/file")), 0);
  EXPECT(__wasi_path_rename(ROOT, "dir", ROOT, "full"), __WASI_ERRNO_NOTEMPTY);
  EXPECT(__wasi_path_rename(ROOT, "dir", ROOT, "b"), __WASI_ERRNO_NOTDIR);
  EXPECT(__wasi_path_rename(ROOT, "b", ROOT, "dir"), __WASI_ERRNO_ISDIR);
  EXPECT(__wasi_path_rename(ROOT, "full", ROOT, "full/inside"), __WASI_ERRNO_INVAL);
  EXPECT(__wasi_path_rename(ROOT, "dir", ROOT, "empty"), 0);
  EXPECT(__wasi_path_rename(ROOT, "empty/", ROOT, "moved/"), 0);
  EXPECT(__wasi_path_rename(ROOT, "full/file", ROOT, "moved/file"), 0);
  return 0;
}
