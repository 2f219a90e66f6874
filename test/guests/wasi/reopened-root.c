#include "check.h"

/* The root opened once more with its own rights, and directories below it with fewer. */
static __wasi_fd_t reopen(__wasi_fd_t dir, const char *path, __wasi_rights_t rights, __wasi_rights_t inheriting) {
  __wasi_fd_t fd;
  EXPECT(__wasi_path_open(dir, 0, path, __WASI_OFLAGS_DIRECTORY, rights, inheriting, 0, &fd), 0);
  return fd;
}

int main(void) {
  __wasi_fdstat_t root, stat, other;
  __wasi_prestat_t prestat;
  __wasi_filestat_t file, linked;
  __wasi_fd_t fd, link;
  __wasi_size_t size;
  EXPECT(__wasi_fd_fdstat_get(ROOT, &root), 0);
  EXPECT(__wasi_fd_fdstat_set_rights(ROOT, root.fs_rights_base, root.fs_rights_inheriting), 0);
  __wasi_fd_t again = reopen(ROOT, ".", root.fs_rights_base, root.fs_rights_inheriting);
  EXPECT(again > ROOT, 1);
  EXPECT(__wasi_fd_fdstat_get(again, &stat), 0);
  EXPECT(stat.fs_rights_base, root.fs_rights_base);
  EXPECT(stat.fs_rights_inheriting, root.fs_rights_inheriting);
  EXPECT(__wasi_fd_prestat_get(again, &prestat), __WASI_ERRNO_BADF);
  EXPECT(__wasi_fd_close(ROOT), 0);
  EXPECT(__wasi_fd_fdstat_get(ROOT, &stat), __WASI_ERRNO_BADF);
  EXPECT(__wasi_path_create_directory(again, "dir"), 0);

  /* Rights of paths are not given to files. */
  const __wasi_rights_t both = __WASI_RIGHTS_FD_READ | __WASI_RIGHTS_PATH_OPEN | __WASI_RIGHTS_FD_FILESTAT_GET;
  __wasi_fd_t dir = reopen(again, "dir", root.fs_rights_base, root.fs_rights_inheriting);
  EXPECT(__wasi_path_open(dir, 0, "file", __WASI_OFLAGS_CREAT, both, both, 0, &fd), 0);
  EXPECT(__wasi_fd_fdstat_get(fd, &stat), 0);
  EXPECT(stat.fs_rights_base, __WASI_RIGHTS_FD_READ | __WASI_RIGHTS_FD_FILESTAT_GET);
  EXPECT(stat.fs_rights_inheriting, 0);

  /* A hard link is the same file in every respect. */
  EXPECT(__wasi_path_link(dir, 0, "file", again, "link"), 0);
  EXPECT(__wasi_path_open(again, 0, "link", 0, both, both, 0, &link), 0);
  EXPECT(__wasi_fd_fdstat_get(link, &other), 0);
  EXPECT(memcmp(&stat, &other, sizeof stat), 0);
  EXPECT(__wasi_fd_filestat_get(fd, &file), 0);
  EXPECT(__wasi_fd_filestat_get(link, &linked), 0);
  EXPECT(memcmp(&file, &linked, sizeof file), 0);
  EXPECT(__wasi_path_unlink_file(again, "link"), 0);
  EXPECT(__wasi_fd_filestat_get(link, &linked), 0);
  EXPECT(linked.nlink, 1);

  /* To truncate by path needs the right of the directory, not one of the file. */
  EXPECT(__wasi_fd_fdstat_set_rights(dir, root.fs_rights_base, root.fs_rights_inheriting & ~__WASI_RIGHTS_FD_FILESTAT_SET_SIZE), 0);
  EXPECT(open_at(dir, "file", 0, __WASI_OFLAGS_TRUNC, 0, 0, &fd), 0);
  EXPECT(open_at(dir, "file", 0, 0, __WASI_RIGHTS_FD_FILESTAT_SET_SIZE, 0, &fd), __WASI_ERRNO_NOTCAPABLE);
  EXPECT(__wasi_fd_fdstat_set_rights(dir, root.fs_rights_base & ~__WASI_RIGHTS_PATH_FILESTAT_SET_SIZE, 0), 0);
  EXPECT(open_at(dir, "file", 0, __WASI_OFLAGS_TRUNC, 0, 0, &fd), __WASI_ERRNO_PERM);
  EXPECT(open_at(dir, "file", 0, 0, 0, 0, &fd), 0);

  /* A descriptor outlives the name; the name can be made anew. */
  EXPECT(__wasi_path_unlink_file(dir, "file"), 0);
  EXPECT(open_at(dir, "file", 0, 0, 0, 0, &fd), __WASI_ERRNO_NOENT);
  EXPECT(open_at(dir, "file", 0, __WASI_OFLAGS_CREAT | __WASI_OFLAGS_EXCL, 0, 0, &fd), 0);
  EXPECT(__wasi_path_unlink_file(dir, "file"), 0);
  EXPECT(__wasi_path_remove_directory(again, "dir"), 0);
  EXPECT(open_at(dir, "file", 0, __WASI_OFLAGS_CREAT, 0, 0, &fd), __WASI_ERRNO_NOENT);
  EXPECT(__wasi_path_create_directory(again, "dir"), 0);

  /* What readlink does not fill it leaves alone. */
  char text[10] = {0};
  EXPECT(__wasi_path_symlink("target", again, "symlink"), 0);
  EXPECT(__wasi_path_readlink(again, "symlink", (uint8_t *)text, sizeof text, &size), 0);
  EXPECT(size, 6);
  EXPECT(memcmp(text, "target\0\0\0\0", 10), 0);
  EXPECT(__wasi_path_symlink("/", again, "absolute"), __WASI_ERRNO_PERM);
  return 0;
}
