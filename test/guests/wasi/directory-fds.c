#include "check.h"

/* Paths relative to descriptors of directories, which they never leave. */
int main(void) {
  const int follow = __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW;
  __wasi_fd_t dir, deep, fd;
  __wasi_filestat_t stat, root;
  __wasi_fdstat_t fdstat;
  EXPECT(__wasi_path_create_directory(ROOT, "dir"), 0);
  EXPECT(__wasi_path_create_directory(ROOT, "dir/deep"), 0);
  EXPECT(__wasi_fd_close(create("file")), 0);
  EXPECT(__wasi_fd_close(create("dir/inner")), 0);
  EXPECT(__wasi_fd_fdstat_get(ROOT, &fdstat), 0);
  EXPECT(fdstat.fs_filetype, __WASI_FILETYPE_DIRECTORY);
  EXPECT(fdstat.fs_flags, 0);
  EXPECT(fdstat.fs_rights_base & __WASI_RIGHTS_FD_FILESTAT_SET_SIZE, 0);
  EXPECT(fdstat.fs_rights_base & __WASI_RIGHTS_FD_SEEK, 0);
  EXPECT(__wasi_path_open(ROOT, 0, "dir", __WASI_OFLAGS_DIRECTORY, fdstat.fs_rights_base, fdstat.fs_rights_inheriting, 0, &dir), 0);
  EXPECT(__wasi_path_open(dir, 0, "deep/", __WASI_OFLAGS_DIRECTORY, fdstat.fs_rights_base, fdstat.fs_rights_inheriting, 0, &deep), 0);

  EXPECT(open_at(dir, "inner", 0, 0, 0, 0, &fd), 0);
  EXPECT(open_at(dir, "./deep/../inner", 0, 0, 0, 0, &fd), 0);
  EXPECT(open_at(deep, "../inner", 0, 0, 0, 0, &fd), __WASI_ERRNO_PERM);
  EXPECT(open_at(deep, "../deep", 0, 0, 0, 0, &fd), __WASI_ERRNO_PERM);
  EXPECT(open_at(deep, "..", 0, 0, 0, 0, &fd), __WASI_ERRNO_PERM);
  EXPECT(open_at(deep, "/file", 0, 0, 0, 0, &fd), __WASI_ERRNO_PERM);
  EXPECT(open_at(deep, ".", 0, 0, 0, 0, &fd), 0);

  /* Nor does any other call, nor a link. */
  EXPECT(__wasi_path_create_directory(deep, "../made"), __WASI_ERRNO_PERM);
  EXPECT(__wasi_path_create_directory(deep, "/made"), __WASI_ERRNO_PERM);
  EXPECT(__wasi_path_unlink_file(deep, "../inner"), __WASI_ERRNO_PERM);
  EXPECT(__wasi_path_remove_directory(deep, "../deep"), __WASI_ERRNO_PERM);
  EXPECT(__wasi_path_filestat_get(deep, 0, "../inner", &stat), __WASI_ERRNO_PERM);
  EXPECT(__wasi_path_rename(deep, "../inner", deep, "taken"), __WASI_ERRNO_PERM);
  EXPECT(__wasi_path_rename(dir, "inner", deep, "../given"), __WASI_ERRNO_PERM);
  EXPECT(__wasi_path_link(deep, 0, "../inner", deep, "taken"), __WASI_ERRNO_PERM);
  EXPECT(__wasi_path_link(dir, 0, "inner", deep, "../given"), __WASI_ERRNO_PERM);
  EXPECT(__wasi_path_symlink("x", deep, "../link"), __WASI_ERRNO_PERM);
  EXPECT(__wasi_path_symlink("../inner", deep, "up"), 0);
  EXPECT(open_at(deep, "up", follow, 0, 0, 0, &fd), __WASI_ERRNO_PERM);
  EXPECT(open_at(dir, "deep/up", follow, 0, 0, 0, &fd), 0);

  /* Between two descriptors. */
  EXPECT(__wasi_path_rename(dir, "inner", deep, "moved"), 0);
  EXPECT(__wasi_path_link(deep, 0, "moved", ROOT, "linked"), 0);
  EXPECT(__wasi_path_filestat_get(ROOT, 0, "dir/deep/moved", &stat), 0);
  EXPECT(stat.nlink, 2);
  EXPECT(__wasi_fd_filestat_get(deep, &stat), 0);
  EXPECT(__wasi_path_filestat_get(ROOT, 0, "dir/deep", &root), 0);
  EXPECT(stat.ino, root.ino);
  EXPECT(stat.dev, root.dev);

  /* What a descriptor of a directory is not for. */
  EXPECT(__wasi_fd_filestat_set_size(dir, 0) != 0, 1);
  EXPECT(__wasi_fd_sync(dir), 0);
  EXPECT(__wasi_fd_datasync(dir), 0);
  EXPECT(open_at(ROOT, "dir", 0, __WASI_OFLAGS_CREAT | __WASI_OFLAGS_EXCL, 0, 0, &fd), __WASI_ERRNO_EXIST);
  EXPECT(open_at(ROOT, "dir", 0, __WASI_OFLAGS_TRUNC, 0, 0, &fd), __WASI_ERRNO_ISDIR);
  EXPECT(open_at(ROOT, "dir", 0, 0, __WASI_RIGHTS_FD_WRITE, 0, &fd), __WASI_ERRNO_ISDIR);
  EXPECT(open_at(ROOT, "dir", 0, __WASI_OFLAGS_CREAT | __WASI_OFLAGS_DIRECTORY, 0, 0, &fd), __WASI_ERRNO_INVAL);
  EXPECT(open_at(ROOT, ".", 0, 0, 0, __WASI_FDFLAGS_NONBLOCK, &fd), 0);
  EXPECT(__wasi_path_create_directory(0, "x"), __WASI_ERRNO_NOTDIR);

  /* The roots of mounts stay. */
  EXPECT(__wasi_path_remove_directory(ROOT, ".") != 0, 1);
  EXPECT(__wasi_path_remove_directory(ROOT, "") != 0, 1);
  EXPECT(__wasi_path_rename(ROOT, ".", ROOT, "x") != 0, 1);
  EXPECT(__wasi_path_remove_directory(ROOT, "dev") != 0, 1);

  /* A directory that is renamed is still the one that is open. */
  EXPECT(__wasi_path_rename(ROOT, "dir", ROOT, "renamed"), 0);
  EXPECT(__wasi_fd_filestat_get(deep, &stat), 0);
  EXPECT(stat.ino, root.ino);

  /* And paths below it lead there, wherever it is by now; nowhere once it is removed. */
  EXPECT(__wasi_path_create_directory(ROOT, "before"), 0);
  EXPECT(__wasi_path_create_directory(ROOT, "other"), 0);
  EXPECT(__wasi_path_open(ROOT, 0, "before", __WASI_OFLAGS_DIRECTORY, ALL & ~__WASI_RIGHTS_FD_WRITE, ALL, 0, &dir), 0);
  EXPECT(__wasi_path_rename(ROOT, "before", ROOT, "other/after"), 0);
  EXPECT(__wasi_path_create_directory(ROOT, "before"), 0);
  EXPECT(__wasi_path_create_directory(dir, "inner"), 0);
  EXPECT(__wasi_path_filestat_get(ROOT, 0, "other/after/inner", &stat), 0);
  EXPECT(__wasi_path_filestat_get(ROOT, 0, "before/inner", &stat), __WASI_ERRNO_NOENT);
  EXPECT(__wasi_path_filestat_get(dir, 0, "../x", &stat), __WASI_ERRNO_PERM);
  EXPECT(__wasi_path_rename(dir, "inner", ROOT, "out"), 0);
  EXPECT(__wasi_path_remove_directory(ROOT, "other/after"), 0);
  EXPECT(__wasi_path_create_directory(dir, "x"), __WASI_ERRNO_NOENT);
  EXPECT(__wasi_path_filestat_get(dir, 0, ".", &stat), __WASI_ERRNO_NOENT);
  EXPECT(__wasi_path_create_directory(ROOT, "other/after"), 0);
  EXPECT(__wasi_path_create_directory(dir, "x"), __WASI_ERRNO_NOENT);
  return 0;
}
