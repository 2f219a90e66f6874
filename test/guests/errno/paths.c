#include "path-rows.h"

/* The calls that look at, make and remove what one path names. */
static uint8_t text[64];
static __wasi_size_t size;
static __wasi_filestat_t stat;

static int make_directory(int fd, const char *path, int length) { return raw_path_create_directory(fd, path, length); }

static void making(void) {
  const char *name = "path_create_directory";
  descriptor_rows(name, make_directory, "fd", "PATH_CREATE_DIRECTORY", __WASI_RIGHTS_PATH_CREATE_DIRECTORY);
  text_rows(name, make_directory, "path");
  lookup_rows(name, make_directory, "path");
  row(name, "anything is there: a link, a mount point, `.` or `..` too", make_directory(ROOT, LITERAL("file")));
  row(name, "anything is there: a link, a mount point, `.` or `..` too", make_directory(ROOT, LITERAL("dir/")));
  row(name, "anything is there: a link, a mount point, `.` or `..` too", make_directory(ROOT, LITERAL("dangling")));
  row(name, "anything is there: a link, a mount point, `.` or `..` too", make_directory(ROOT, LITERAL("ro")));
  row(name, "anything is there: a link, a mount point, `.` or `..` too", make_directory(ROOT, LITERAL(".")));
  row(name, "anything is there: a link, a mount point, `.` or `..` too", make_directory(ROOT, LITERAL("dir/..")));
  row(name, "anything is there: a link, a mount point, `.` or `..` too", make_directory(ROOT, LITERAL("ro/file")));
  row(name, "in a union of which no layer takes anything new", make_directory(ROOT, LITERAL("sealed/new")));
  row(name, "the mount is read-only", make_directory(ROOT, LITERAL("ro/new")));
  row(name, "else (a slash at the end too)", make_directory(ROOT, LITERAL("new")));
  row(name, "else (a slash at the end too)", make_directory(ROOT, LITERAL("new/deeper/")));
}

static int remove_directory(int fd, const char *path, int length) { return raw_path_remove_directory(fd, path, length); }

static void removing(void) {
  const char *name = "path_remove_directory";
  descriptor_rows(name, remove_directory, "fd", "PATH_REMOVE_DIRECTORY", __WASI_RIGHTS_PATH_REMOVE_DIRECTORY);
  text_rows(name, remove_directory, "path");
  lookup_rows(name, remove_directory, "path");
  row(name, "`path` ends with `.`", remove_directory(ROOT, LITERAL("ro/.")));
  row(name, "`path` ends with `..`", remove_directory(ROOT, LITERAL("dir/..")));
  row(name, "a mount point, or a mount point lies below", remove_directory(ROOT, LITERAL("ro")));
  row(name, "the mount is read-only", remove_directory(ROOT, LITERAL("ro/file")));
  row(name, "nothing is there", remove_directory(ROOT, LITERAL("missing")));
  row(name, "no directory: a link to one neither", remove_directory(ROOT, LITERAL("file")));
  row(name, "no directory: a link to one neither", remove_directory(ROOT, LITERAL("file/")));
  row(name, "no directory: a link to one neither", remove_directory(ROOT, LITERAL("dirlink")));
  row(name, "no directory: a link to one neither", remove_directory(ROOT, LITERAL("dirlink/")));
  row(name, "it is not empty", remove_directory(ROOT, LITERAL("new")));
  row(name, "else (a slash at the end too)", remove_directory(ROOT, LITERAL("new/deeper")));
  row(name, "else (a slash at the end too)", remove_directory(ROOT, LITERAL("new/")));
}

static int unlink_file(int fd, const char *path, int length) { return raw_path_unlink_file(fd, path, length); }

static void unlinking(void) {
  const char *name = "path_unlink_file";
  descriptor_rows(name, unlink_file, "fd", "PATH_UNLINK_FILE", __WASI_RIGHTS_PATH_UNLINK_FILE);
  text_rows(name, unlink_file, "path");
  lookup_rows(name, unlink_file, "path");
  row(name, "`path` ends with `.` or `..`", unlink_file(ROOT, LITERAL("ro/.")));
  row(name, "`path` ends with `.` or `..`", unlink_file(ROOT, LITERAL("dir/..")));
  row(name, "a mount point, or a mount point lies below", unlink_file(ROOT, LITERAL("ro")));
  row(name, "the mount is read-only", unlink_file(ROOT, LITERAL("ro/missing/")));
  row(name, "nothing is there", unlink_file(ROOT, LITERAL("missing")));
  row(name, "nothing is there", unlink_file(ROOT, LITERAL("missing/")));
  row(name, "a directory", unlink_file(ROOT, LITERAL("dir")));
  row(name, "a directory", unlink_file(ROOT, LITERAL("dir/")));
  row(name, "no directory, and a slash at the end", unlink_file(ROOT, LITERAL("file/")));
  row(name, "no directory, and a slash at the end", unlink_file(ROOT, LITERAL("dirlink/")));
  MUST(__wasi_fd_close(open_at(ROOT, "gone", __WASI_OFLAGS_CREAT, 0, 0)));
  row(name, "else (a link itself, wherever it leads; a file that is open)", unlink_file(ROOT, LITERAL("gone")));
  MUST(raw_path_symlink("loop", 4, ROOT, "gone", 4));
  row(name, "else (a link itself, wherever it leads; a file that is open)", unlink_file(ROOT, LITERAL("gone")));
}

static int get_stat(int fd, const char *path, int length) { return raw_path_filestat_get(fd, 0, path, length, &stat); }
static int get_spoiled(int fd, const char *path, int length) { return raw_path_filestat_get(fd, 2, path, length, OUTSIDE); }

static void looking(void) {
  const char *name = "path_filestat_get";
  descriptor_rows(name, get_spoiled, "fd", "PATH_FILESTAT_GET", __WASI_RIGHTS_PATH_FILESTAT_GET);
  text_rows(name, get_spoiled, "path");
  row(name, "the result does not fit in memory", get_spoiled(ROOT, LITERAL("")));
  row(name, "`flags` has one that is not known", raw_path_filestat_get(ROOT, 2, "", 0, &stat));
  lookup_rows(name, get_stat, "path");
  row(name, "nothing is there, or a link that is followed leads nowhere", get_stat(ROOT, LITERAL("missing")));
  row(name, "nothing is there, or a link that is followed leads nowhere", raw_path_filestat_get(ROOT, FOLLOW, "dangling", 8, &stat));
  row(name, "no directory, and a slash at the end", get_stat(ROOT, LITERAL("file/")));
  row(name, "no directory, and a slash at the end", get_stat(ROOT, LITERAL("link/")));
  row(name, "more than 40 links are in the way", raw_path_filestat_get(ROOT, FOLLOW, "loop", 4, &stat));
  row(name, "else (of a link itself, unless it is to be followed)", get_stat(ROOT, LITERAL("dangling")));
  MUST(stat.filetype == __WASI_FILETYPE_SYMBOLIC_LINK ? 0 : 1);
  row(name, "else (of a link itself, unless it is to be followed)", get_stat(ROOT, LITERAL("fifo")));
  row(name, "else (of a link itself, unless it is to be followed)", raw_path_filestat_get(ROOT, FOLLOW, "link", 4, &stat));
  MUST(stat.filetype == __WASI_FILETYPE_REGULAR_FILE ? 0 : 1);
}

static int set_times(int fd, const char *path, int length) { return raw_path_filestat_set_times(fd, 0, path, length, 1, 1, __WASI_FSTFLAGS_MTIM); }
static int set_spoiled(int fd, const char *path, int length) { return raw_path_filestat_set_times(fd, 2, path, length, 1, 1, 0xff); }

static void times(void) {
  const char *name = "path_filestat_set_times";
  descriptor_rows(name, set_spoiled, "fd", "PATH_FILESTAT_SET_TIMES", __WASI_RIGHTS_PATH_FILESTAT_SET_TIMES);
  text_rows(name, set_spoiled, "path");
  row(name, "`flags` has one that is not known", raw_path_filestat_set_times(ROOT, 2, "", 0, 1, 1, 0));
  const char *both = "`fst_flags` has a time both given and `NOW`, or a flag that is not known";
  row(name, both, raw_path_filestat_set_times(ROOT, 0, "", 0, 1, 1, __WASI_FSTFLAGS_MTIM | __WASI_FSTFLAGS_MTIM_NOW));
  row(name, both, raw_path_filestat_set_times(ROOT, 0, "", 0, 1, 1, __WASI_FSTFLAGS_ATIM | __WASI_FSTFLAGS_ATIM_NOW));
  row(name, both, raw_path_filestat_set_times(ROOT, 0, "", 0, 1, 1, 16));
  lookup_rows(name, set_times, "path");
  row(name, "nothing is there, or a link that is followed leads nowhere", set_times(ROOT, LITERAL("ro/missing")));
  row(name, "nothing is there, or a link that is followed leads nowhere", raw_path_filestat_set_times(ROOT, FOLLOW, "dangling", 8, 1, 1, 0));
  row(name, "no directory, and a slash at the end", set_times(ROOT, LITERAL("ro/file/")));
  row(name, "more than 40 links are in the way", raw_path_filestat_set_times(ROOT, FOLLOW, "loop", 4, 1, 1, 0));
  row(name, "the mount is read-only", set_times(ROOT, LITERAL("ro/file")));
  row(name, "else (of a link itself, unless it is to be followed)", set_times(ROOT, LITERAL("dangling")));
  row(name, "else (of a link itself, unless it is to be followed)", raw_path_filestat_set_times(ROOT, FOLLOW, "link", 4, 7, 8, 5));
  MUST(raw_path_filestat_get(ROOT, 0, "file", 4, &stat));
  MUST(stat.atim == 7 && stat.mtim == 8 ? 0 : 1);
}

static int read_link(int fd, const char *path, int length) { return raw_path_readlink(fd, path, length, text, sizeof text, &size); }
static int read_spoiled(int fd, const char *path, int length) { return raw_path_readlink(fd, path, length, OUTSIDE, 64, OUTSIDE); }

static void reading(void) {
  const char *name = "path_readlink";
  descriptor_rows(name, read_spoiled, "fd", "PATH_READLINK", __WASI_RIGHTS_PATH_READLINK);
  text_rows(name, read_spoiled, "path");
  row(name, "the buffer or the result do not fit in memory", read_spoiled(ROOT, LITERAL("")));
  row(name, "the buffer or the result do not fit in memory", raw_path_readlink(ROOT, "", 0, text, sizeof text, OUTSIDE));
  lookup_rows(name, read_link, "path");
  row(name, "nothing is there", read_link(ROOT, LITERAL("missing")));
  row(name, "nothing is there", read_link(ROOT, LITERAL("missing/")));
  row(name, "nothing is there", read_link(ROOT, LITERAL("dangling/")));
  row(name, "no directory, and a slash at the end", read_link(ROOT, LITERAL("file/")));
  row(name, "no directory, and a slash at the end", read_link(ROOT, LITERAL("link/")));
  row(name, "no link", read_link(ROOT, LITERAL("file")));
  row(name, "no link", read_link(ROOT, LITERAL("dir")));
  row(name, "no link", read_link(ROOT, LITERAL("dirlink/")));
  row(name, "else (what the buffer is too short for is cut off)", raw_path_readlink(ROOT, "dangling", 8, text, 3, &size));
  MUST(size == 3 && memcmp(text, "mis", 3) == 0 ? 0 : 1);
  row(name, "else (what the buffer is too short for is cut off)", read_link(ROOT, LITERAL("absolute")));
}

int main(void) {
  making();
  removing();
  unlinking();
  looking();
  times();
  reading();
  return 0;
}
