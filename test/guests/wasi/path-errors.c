#include "check.h"

/* As the ABI has it: a pointer and a length. */
__attribute__((import_module("wasi_snapshot_preview1"), import_name("path_open"))) int raw_path_open(int fd, int lookup, const char *path, int length, int oflags,
                                                                                                     long long rights, long long inheriting, int flags, __wasi_fd_t *result);

/* What paths may not be, and what a slash at their end demands. */
static __wasi_errno_t try_open(const char *path, int oflags) {
  __wasi_fd_t fd;
  __wasi_errno_t error = open_at(ROOT, path, 0, oflags, 0, 0, &fd);
  if (error == 0) EXPECT(__wasi_fd_close(fd), 0);
  return error;
}

int main(void) {
  __wasi_fd_t fd;
  EXPECT(__wasi_path_create_directory(ROOT, "dir"), 0);
  EXPECT(__wasi_path_create_directory(ROOT, "dir/nested"), 0);
  EXPECT(__wasi_fd_close(create("dir/nested/file")), 0);
  EXPECT(try_open("/dir/nested/file", 0), __WASI_ERRNO_PERM);
  EXPECT(try_open("dir/.//nested/../../dir/nested/../nested///./file", 0), 0);
  EXPECT(try_open("dir/nested/file/", 0), __WASI_ERRNO_NOTDIR);
  EXPECT(try_open("dir/nested/file///", 0), __WASI_ERRNO_NOTDIR);
  EXPECT(try_open("dir/nested/", 0), 0);
  EXPECT(try_open("dir/nested///", 0), 0);
  EXPECT(try_open("dir/nested/../../../x", 0), __WASI_ERRNO_PERM);
  EXPECT(try_open("..", 0), __WASI_ERRNO_PERM);
  EXPECT(try_open("", 0), __WASI_ERRNO_NOENT);
  EXPECT(try_open("missing/../dir", 0), __WASI_ERRNO_NOENT);
  EXPECT(try_open("dir/nested/file/..", 0), __WASI_ERRNO_NOTDIR);
  EXPECT(try_open("dir/nested/file/x", 0), __WASI_ERRNO_NOTDIR);
  EXPECT(try_open("missing", 0), __WASI_ERRNO_NOENT);
  EXPECT(try_open("dir/nested/file", __WASI_OFLAGS_DIRECTORY), __WASI_ERRNO_NOTDIR);
  EXPECT(try_open("dir/nested/file", __WASI_OFLAGS_CREAT | __WASI_OFLAGS_EXCL), __WASI_ERRNO_EXIST);
  char name[300];
  memset(name, 'x', sizeof name);
  name[299] = 0;
  EXPECT(try_open(name, 0), __WASI_ERRNO_NAMETOOLONG);
  /* The ABI takes a length, so a NUL can stand inside. */
  __wasi_errno_t error = raw_path_open(ROOT, 0, "dir\0x", 5, 0, 0, 0, 0, &fd);
  EXPECT(error == __WASI_ERRNO_INVAL || error == __WASI_ERRNO_ILSEQ, 1);
  EXPECT(raw_path_open(ROOT, 0, "\xff\xfe", 2, 0, 0, 0, 0, &fd), __WASI_ERRNO_ILSEQ);
  EXPECT(raw_path_open(ROOT, 0, (const char *)-16, 5, 0, 0, 0, 0, &fd), __WASI_ERRNO_FAULT);
  EXPECT(__wasi_path_create_directory(ROOT, "made/"), 0);
  EXPECT(__wasi_path_create_directory(ROOT, "made"), __WASI_ERRNO_EXIST);
  EXPECT(__wasi_path_unlink_file(ROOT, "made"), __WASI_ERRNO_ISDIR);
  EXPECT(__wasi_path_unlink_file(ROOT, "made/"), __WASI_ERRNO_ISDIR);
  EXPECT(__wasi_path_unlink_file(ROOT, "dir/nested/file/"), __WASI_ERRNO_NOTDIR);
  EXPECT(__wasi_path_remove_directory(ROOT, "dir/nested/file"), __WASI_ERRNO_NOTDIR);
  EXPECT(__wasi_path_remove_directory(ROOT, "dir"), __WASI_ERRNO_NOTEMPTY);
  EXPECT(__wasi_path_remove_directory(ROOT, "made/"), 0);
  EXPECT(open_at(999, "dir", 0, 0, 0, 0, &fd), __WASI_ERRNO_BADF);
  fd = create("plain");
  __wasi_fd_t other;
  EXPECT(open_at(fd, "x", 0, 0, 0, 0, &other), __WASI_ERRNO_NOTDIR);
  return 0;
}
