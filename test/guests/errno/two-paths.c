#include "path-rows.h"

/* The calls that take two names: links, and renaming. */
static int link_from(int fd, const char *path, int length) { return raw_path_link(fd, 0, path, length, ROOT, "", 0); }
static int link_from_spoiled(int fd, const char *path, int length) { return raw_path_link(fd, 2, path, length, NOT_OPEN, OUTSIDE, 64); }
static int link_text(int fd, const char *path, int length) { return raw_path_link(fd, 2, path, length, ROOT, OUTSIDE, 64); }
static int link_to_spoiled(int fd, const char *path, int length) { return raw_path_link(ROOT, 2, "", 0, fd, path, length); }
static int link_to(int fd, const char *path, int length) { return raw_path_link(ROOT, 0, "file", 4, fd, path, length); }

static int link_both(int lookup, const char *from, const char *to) { return raw_path_link(ROOT, lookup, from, strlen(from), ROOT, to, strlen(to)); }

static void links(void) {
  static const char NAMED[] = "`new_path` names anything: a mount point, a link, the same file, `.` or `..` too";
  const char *name = "path_link";
  descriptor_rows(name, link_from_spoiled, "old_fd", "PATH_LINK_SOURCE", __WASI_RIGHTS_PATH_LINK_SOURCE);
  descriptor_rows(name, link_to_spoiled, "new_fd", "PATH_LINK_TARGET", __WASI_RIGHTS_PATH_LINK_TARGET);
  text_rows(name, link_text, "old_path");
  text_rows(name, link_to_spoiled, "new_path");
  row(name, "`old_flags` has one that is not known", link_both(2, "", ""));
  lookup_rows(name, link_from, "old_path");
  row(name, "`old_path` names nothing, or a link that is followed leads nowhere", link_both(0, "missing", ""));
  row(name, "`old_path` names nothing, or a link that is followed leads nowhere", link_both(FOLLOW, "dangling", ""));
  row(name, "`old_path` names a directory", link_both(0, "dir", ""));
  row(name, "`old_path` names a directory", link_both(0, "dir/", ""));
  row(name, "`old_path` names no directory, and ends with a slash", link_both(0, "file/", ""));
  lookup_rows(name, link_to, "new_path");
  row(name, "`new_path` names nothing, and ends with a slash", link_both(0, "file", "new/"));
  row(name, "`new_path` names nothing, and ends with a slash", link_both(0, "file", "ro/new/"));
  row(name, NAMED, link_both(0, "file", "file"));
  row(name, NAMED, link_both(0, "file", "dir"));
  row(name, NAMED, link_both(0, "file", "dir/"));
  row(name, NAMED, link_both(0, "file", "dangling"));
  row(name, NAMED, link_both(0, "file", "dir/."));
  row(name, NAMED, link_both(0, "file", "ro"));
  row(name, NAMED, link_both(0, "file", "ro/file"));
  row(name, "the mount of `new_path` is read-only", link_both(0, "file", "ro/new"));
  row(name, "the two are of different mounts, or of different layers of a union", link_both(0, "file", "other/new"));
  row(name, "else (a link itself, unless it is to be followed)", link_both(0, "dangling", "hard1"));
  row(name, "else (a link itself, unless it is to be followed)", link_both(0, "loop", "hard2"));
  row(name, "else (a link itself, unless it is to be followed)", link_both(FOLLOW, "link", "hard3"));
}

static int rename_from(int fd, const char *path, int length) { return raw_path_rename(fd, path, length, ROOT, "", 0); }
static int rename_from_spoiled(int fd, const char *path, int length) { return raw_path_rename(fd, path, length, NOT_OPEN, OUTSIDE, 64); }
static int rename_text(int fd, const char *path, int length) { return raw_path_rename(fd, path, length, ROOT, OUTSIDE, 64); }
static int rename_to_spoiled(int fd, const char *path, int length) { return raw_path_rename(ROOT, "", 0, fd, path, length); }
static int rename_to(int fd, const char *path, int length) { return raw_path_rename(ROOT, "file", 4, fd, path, length); }

static int rename_both(const char *from, const char *to) { return raw_path_rename(ROOT, from, strlen(from), ROOT, to, strlen(to)); }

static void renaming(void) {
  const char *name = "path_rename";
  descriptor_rows(name, rename_from_spoiled, "fd", "PATH_RENAME_SOURCE", __WASI_RIGHTS_PATH_RENAME_SOURCE);
  descriptor_rows(name, rename_to_spoiled, "new_fd", "PATH_RENAME_TARGET", __WASI_RIGHTS_PATH_RENAME_TARGET);
  text_rows(name, rename_text, "old_path");
  text_rows(name, rename_to_spoiled, "new_path");
  lookup_rows(name, rename_from, "old_path");
  row(name, "`old_path` ends with `.` or `..`", rename_both("ro/.", ""));
  row(name, "`old_path` is a mount point, or one lies below", rename_both("ro", ""));
  row(name, "the mount of `old_path` is read-only", rename_both("ro/missing/", ""));
  row(name, "`old_path` names nothing", rename_both("missing", ""));
  row(name, "`old_path` names no directory, and ends with a slash", rename_both("file/", ""));
  lookup_rows(name, rename_to, "new_path");
  row(name, "`new_path` ends with `.` or `..`", rename_both("file", "ro/."));
  row(name, "`new_path` is a mount point, or one lies below", rename_both("file", "ro"));
  row(name, "the mount of `new_path` is read-only", rename_both("file", "ro/new/"));
  row(name, "`old_path` names no directory, and `new_path` ends with a slash", rename_both("file", "other/new/"));
  row(name, "the two are of different mounts, or of different layers of a union", rename_both("file", "other/new"));
  /* A union moves nothing from one layer to another: all of these are made in one. */
  MUST(__wasi_fd_close(open_at(ROOT, "plain", __WASI_OFLAGS_CREAT, 0, 0)));
  MUST(raw_path_create_directory(ROOT, LITERAL("empty")));
  MUST(raw_path_create_directory(ROOT, LITERAL("full")));
  MUST(raw_path_create_directory(ROOT, LITERAL("full/inside")));
  row(name, "a directory, into itself", rename_both("full", "full/inside/deeper"));
  row(name, "a directory, over what is none", rename_both("empty", "plain"));
  row(name, "no directory, over a directory", rename_both("plain", "empty"));
  row(name, "a directory, over one that is not empty", rename_both("empty", "full"));
  row(name, "else (over a file or an empty directory; onto itself; slashes behind directories)", rename_both("plain", "plain"));
  row(name, "else (over a file or an empty directory; onto itself; slashes behind directories)", rename_both("full", "empty/"));
  row(name, "else (over a file or an empty directory; onto itself; slashes behind directories)", rename_both("empty/", "full/"));
  row(name, "else (over a file or an empty directory; onto itself; slashes behind directories)", rename_both("loop", "loop2"));
  row(name, "else (over a file or an empty directory; onto itself; slashes behind directories)", rename_both("loop2", "loop"));
}

static int symlink_at(int fd, const char *path, int length) { return raw_path_symlink("x", 1, fd, path, length); }
static int symlink_spoiled(int fd, const char *path, int length) { return raw_path_symlink(OUTSIDE, 64, fd, path, length); }
static int symlink_text(int fd, const char *path, int length) { return raw_path_symlink("", 0, fd, path, length); }

static void symlinks(void) {
  const char *name = "path_symlink";
  descriptor_rows(name, symlink_spoiled, "fd", "PATH_SYMLINK", __WASI_RIGHTS_PATH_SYMLINK);
  row(name, "`old_path` does not lie in memory", raw_path_symlink(OUTSIDE, 64, ROOT, OUTSIDE, 64));
  row(name, "`old_path` is not UTF-8", raw_path_symlink("\xff", 1, ROOT, OUTSIDE, 64));
  text_rows(name, symlink_text, "new_path");
  row(name, "`old_path` is empty", raw_path_symlink("", 0, ROOT, "", 0));
  row(name, "`old_path` holds a NUL", raw_path_symlink("/\0", 2, ROOT, "", 0));
  row(name, "`old_path` begins with a slash", raw_path_symlink("/x", 2, ROOT, "", 0));
  lookup_rows(name, symlink_at, "new_path");
  row(name, "in a union of which no layer takes anything new", symlink_at(ROOT, LITERAL("sealed/new")));
  row(name, "nothing is there, and `new_path` ends with a slash", symlink_at(ROOT, LITERAL("new/")));
  row(name, "nothing is there, and `new_path` ends with a slash", symlink_at(ROOT, LITERAL("ro/new/")));
  row(name, "no directory is there, and `new_path` ends with a slash", symlink_at(ROOT, LITERAL("file/")));
  row(name, "no directory is there, and `new_path` ends with a slash", symlink_at(ROOT, LITERAL("ro/file/")));
  row(name, "anything is there: a mount point, `.` or `..` too", symlink_at(ROOT, LITERAL("file")));
  row(name, "anything is there: a mount point, `.` or `..` too", symlink_at(ROOT, LITERAL("dir/")));
  row(name, "anything is there: a mount point, `.` or `..` too", symlink_at(ROOT, LITERAL("ro")));
  row(name, "anything is there: a mount point, `.` or `..` too", symlink_at(ROOT, LITERAL("dir/.")));
  row(name, "anything is there: a mount point, `.` or `..` too", symlink_at(ROOT, LITERAL("ro/file")));
  row(name, "the mount is read-only", symlink_at(ROOT, LITERAL("ro/new")));
  row(name, "else (it need lead nowhere)", symlink_at(ROOT, LITERAL("new")));
  row(name, "else (it need lead nowhere)", raw_path_symlink("../../../x", 10, ROOT, "new2", 4));
}

int main(void) {
  links();
  renaming();
  symlinks();
  return 0;
}
