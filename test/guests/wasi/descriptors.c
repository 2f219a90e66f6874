#include "check.h"

/* Numbers, rights and kinds of descriptors. */
int main(void) {
  __wasi_fdstat_t stat;
  __wasi_prestat_t prestat;
  __wasi_fd_t first = create("first"), second = create("second"), other;
  __wasi_size_t size;
  char text[16];
  __wasi_iovec_t into = {(uint8_t *)text, sizeof text};
  __wasi_ciovec_t from = {(const uint8_t *)text, 1};

  /* A directory is not read or written, and has no offset. */
  EXPECT(__wasi_fd_read(ROOT, &into, 1, &size), __WASI_ERRNO_ISDIR);
  EXPECT(__wasi_fd_write(ROOT, &from, 1, &size), __WASI_ERRNO_ISDIR);
  __wasi_filesize_t at;
  EXPECT(__wasi_fd_seek(ROOT, 0, __WASI_WHENCE_CUR, &at), __WASI_ERRNO_BADF);
  EXPECT(__wasi_fd_tell(ROOT, &at), __WASI_ERRNO_BADF);
  EXPECT(__wasi_fd_allocate(ROOT, 0, 0), __WASI_ERRNO_BADF);
  EXPECT(__wasi_path_open(ROOT, 0, ".", __WASI_OFLAGS_DIRECTORY, __WASI_RIGHTS_FD_READ | __WASI_RIGHTS_FD_WRITE, 0, 0, &other), __WASI_ERRNO_ISDIR);

  /* What a descriptor was not opened for it does not do; rights are given up for good. */
  EXPECT(open_at(ROOT, "first", 0, 0, __WASI_RIGHTS_FD_READ, 0, &other), 0);
  EXPECT(__wasi_fd_write(other, &from, 1, &size), __WASI_ERRNO_BADF);
  EXPECT(__wasi_fd_fdstat_get(other, &stat), 0);
  EXPECT(stat.fs_rights_base, __WASI_RIGHTS_FD_READ);
  EXPECT(__wasi_fd_fdstat_set_rights(other, 0, 0), 0);
  EXPECT(__wasi_fd_read(other, &into, 1, &size), __WASI_ERRNO_BADF);
  EXPECT(__wasi_fd_fdstat_set_rights(other, __WASI_RIGHTS_FD_READ, 0), __WASI_ERRNO_NOTCAPABLE);
  EXPECT(__wasi_fd_close(other), 0);

  /* A directory passes on what it may pass on. */
  __wasi_fd_t narrow;
  EXPECT(__wasi_path_create_directory(ROOT, "narrow"), 0);
  EXPECT(__wasi_path_open(ROOT, 0, "narrow", __WASI_OFLAGS_DIRECTORY, __WASI_RIGHTS_PATH_OPEN | __WASI_RIGHTS_PATH_CREATE_FILE, __WASI_RIGHTS_FD_READ, 0, &narrow), 0);
  EXPECT(open_at(narrow, "x", 0, __WASI_OFLAGS_CREAT, __WASI_RIGHTS_FD_WRITE, 0, &other), __WASI_ERRNO_NOTCAPABLE);
  EXPECT(open_at(narrow, "x", 0, __WASI_OFLAGS_CREAT, __WASI_RIGHTS_FD_READ, 0, &other), 0);
  EXPECT(open_at(narrow, "x", 0, __WASI_OFLAGS_TRUNC, 0, 0, &other), __WASI_ERRNO_PERM);
  EXPECT(__wasi_path_unlink_file(narrow, "x"), __WASI_ERRNO_NOTCAPABLE);

  /* Renumbering closes the target, and needs it open. */
  put(first, "one");
  EXPECT(__wasi_fd_renumber(first, second), 0);
  EXPECT(__wasi_fd_close(first), __WASI_ERRNO_BADF);
  EXPECT(__wasi_fd_tell(second, &at), 0);
  EXPECT(at, 3);
  EXPECT(__wasi_fd_renumber(second, first), __WASI_ERRNO_BADF);
  EXPECT(__wasi_fd_renumber(second, second), 0);

  /* Sockets alone are shut down. */
  EXPECT(__wasi_sock_shutdown(second, __WASI_SDFLAGS_WR), __WASI_ERRNO_NOTSOCK);
  EXPECT(__wasi_sock_shutdown(999, __WASI_SDFLAGS_WR), __WASI_ERRNO_BADF);
  __wasi_roflags_t roflags;
  EXPECT(__wasi_sock_recv(second, &into, 1, 0, &size, &roflags), __WASI_ERRNO_NOTSOCK);
  EXPECT(__wasi_sock_send(second, &from, 1, 0, &size), __WASI_ERRNO_NOTSOCK);

  /* Preopens have names, and can be closed and replaced. */
  EXPECT(__wasi_fd_prestat_get(second, &prestat), __WASI_ERRNO_BADF);
  EXPECT(__wasi_fd_prestat_get(ROOT, &prestat), 0);
  EXPECT(prestat.u.dir.pr_name_len, 1);
  EXPECT(__wasi_fd_prestat_dir_name(ROOT, (uint8_t *)text, 0), __WASI_ERRNO_NAMETOOLONG);
  EXPECT(__wasi_fd_prestat_dir_name(ROOT, (uint8_t *)text, 16), 0);
  EXPECT(text[0], '/');
  EXPECT(__wasi_fd_renumber(narrow, ROOT), 0);
  EXPECT(__wasi_fd_prestat_get(ROOT, &prestat), __WASI_ERRNO_BADF);
  EXPECT(__wasi_fd_close(ROOT), 0);
  EXPECT(open_at(ROOT, "x", 0, 0, 0, 0, &other), __WASI_ERRNO_BADF);
  return 0;
}
