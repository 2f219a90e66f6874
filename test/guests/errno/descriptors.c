#include "row.h"

/* The calls on descriptors that move no bytes. */
static __wasi_filesize_t place;
static __wasi_fdstat_t fdstat;
static __wasi_filestat_t stat;
static const __wasi_filesize_t negative = (__wasi_filesize_t)-1, too_far = 1ull << 62;

static void advise(int file, int stream) {
  const char *name = "fd_advise";
  row(name, "`fd` is not open", __wasi_fd_advise(NOT_OPEN, negative, negative, 99));
  row(name, "`fd` is a directory", __wasi_fd_advise(ROOT, negative, negative, 99));
  row(name, "`fd` is a stream or socket", __wasi_fd_advise(stream, negative, negative, 99));
  row(name, "the right `FD_ADVISE` is missing", __wasi_fd_advise(file_without(__WASI_RIGHTS_FD_ADVISE), negative, negative, 99));
  row(name, "`advice` is not known", __wasi_fd_advise(file, 0, 0, 6));
  row(name, "`offset` or `len` has bit 63 set", __wasi_fd_advise(file, negative, 0, 0));
  row(name, "`offset` or `len` has bit 63 set", __wasi_fd_advise(file, 0, negative, 0));
  row(name, "else (nothing happens: it is advice)", __wasi_fd_advise(file, 0, 100, __WASI_ADVICE_WILLNEED));
}

static void allocate(int file, int stream) {
  const char *name = "fd_allocate";
  row(name, "`fd` is not open", __wasi_fd_allocate(NOT_OPEN, negative, 0));
  row(name, "`fd` is a directory", __wasi_fd_allocate(ROOT, negative, 0));
  row(name, "`fd` is a stream or socket", __wasi_fd_allocate(stream, negative, 0));
  row(name, "the right `FD_ALLOCATE` is missing", __wasi_fd_allocate(file_without(__WASI_RIGHTS_FD_ALLOCATE), negative, 0));
  row(name, "`len` is 0, or one of the two has bit 63 set", __wasi_fd_allocate(file, 0, 0));
  row(name, "`len` is 0, or one of the two has bit 63 set", __wasi_fd_allocate(file, negative, 1));
  row(name, "`len` is 0, or one of the two has bit 63 set", __wasi_fd_allocate(file, 0, negative));
  row(name, "the end is past 2^53", __wasi_fd_allocate(file, too_far, too_far));
  row(name, "else (a file that ends before is longer then)", __wasi_fd_allocate(file, 0, 100));
  row(name, "else (a file that ends before is longer then)", __wasi_fd_allocate(file, 10, 10));
  MUST(__wasi_fd_filestat_get(file, &stat));
  MUST(stat.size == 100 ? 0 : 1);
}

static void set_size(int file, int stream) {
  const char *name = "fd_filestat_set_size";
  row(name, "`fd` is not open", __wasi_fd_filestat_set_size(NOT_OPEN, negative));
  row(name, "`fd` is a directory", __wasi_fd_filestat_set_size(ROOT, negative));
  row(name, "the right `FD_FILESTAT_SET_SIZE` is missing", __wasi_fd_filestat_set_size(file_without(__WASI_RIGHTS_FD_FILESTAT_SET_SIZE), negative));
  row(name, "the right `FD_FILESTAT_SET_SIZE` is missing", __wasi_fd_filestat_set_size(stream, negative));
  row(name, "`size` has bit 63 set", __wasi_fd_filestat_set_size(file, negative));
  row(name, "`size` is past 2^53", __wasi_fd_filestat_set_size(file, too_far));
  int unwritable = open_at(ROOT, "file", 0, __WASI_RIGHTS_FD_READ | __WASI_RIGHTS_FD_FILESTAT_SET_SIZE, 0);
  row(name, "the file was opened without `FD_WRITE`", __wasi_fd_filestat_set_size(unwritable, 5));
  row(name, "else", __wasi_fd_filestat_set_size(file, 5));
}

static void set_times(int file, int stream) {
  const char *name = "fd_filestat_set_times";
  const int both = __WASI_FSTFLAGS_ATIM | __WASI_FSTFLAGS_ATIM_NOW, now = __WASI_FSTFLAGS_ATIM_NOW | __WASI_FSTFLAGS_MTIM_NOW;
  row(name, "`fd` is not open", __wasi_fd_filestat_set_times(NOT_OPEN, 0, 0, both));
  row(name, "the right `FD_FILESTAT_SET_TIMES` is missing", __wasi_fd_filestat_set_times(file_without(__WASI_RIGHTS_FD_FILESTAT_SET_TIMES), 0, 0, both));
  row(name, "the right `FD_FILESTAT_SET_TIMES` is missing", __wasi_fd_filestat_set_times(stream, 0, 0, both));
  int sealed = open_at(ROOT, "ro/file", 0, __WASI_RIGHTS_FD_READ | __WASI_RIGHTS_FD_FILESTAT_SET_TIMES, 0);
  row(name, "`fst_flags` has a time both given and `NOW`, or a flag that is not known", __wasi_fd_filestat_set_times(sealed, 0, 0, both));
  row(name, "`fst_flags` has a time both given and `NOW`, or a flag that is not known", __wasi_fd_filestat_set_times(file, 1, 1, __WASI_FSTFLAGS_MTIM | __WASI_FSTFLAGS_MTIM_NOW));
  row(name, "`fst_flags` has a time both given and `NOW`, or a flag that is not known", __wasi_fd_filestat_set_times(file, 1, 1, 16));
  row(name, "the file is of a read-only mount", __wasi_fd_filestat_set_times(sealed, 0, 0, now));
  row(name, "else (directories too)", __wasi_fd_filestat_set_times(file, 123456789, 987654321, __WASI_FSTFLAGS_ATIM | __WASI_FSTFLAGS_MTIM));
  MUST(__wasi_fd_filestat_get(file, &stat));
  MUST(stat.atim == 123456789 && stat.mtim == 987654321 ? 0 : 1);
  row(name, "else (directories too)", __wasi_fd_filestat_set_times(ROOT, 0, 0, now));
}

static void look(int file) {
  row("fd_fdstat_get", "`fd` is not open", __wasi_fd_fdstat_get(NOT_OPEN, OUTSIDE));
  row("fd_fdstat_get", "the result does not fit in memory", __wasi_fd_fdstat_get(file, OUTSIDE));
  row("fd_fdstat_get", "else", __wasi_fd_fdstat_get(file, &fdstat));
  row("fd_filestat_get", "`fd` is not open", __wasi_fd_filestat_get(NOT_OPEN, OUTSIDE));
  row("fd_filestat_get", "the right `FD_FILESTAT_GET` is missing", __wasi_fd_filestat_get(file_without(__WASI_RIGHTS_FD_FILESTAT_GET), OUTSIDE));
  row("fd_filestat_get", "the result does not fit in memory", __wasi_fd_filestat_get(file, OUTSIDE));
  row("fd_filestat_get", "else", __wasi_fd_filestat_get(file, &stat));
}

static void flags_and_rights(int file) {
  const char *name = "fd_fdstat_set_flags";
  row(name, "`fd` is not open", __wasi_fd_fdstat_set_flags(NOT_OPEN, 32));
  row(name, "the right `FD_FDSTAT_SET_FLAGS` is missing", __wasi_fd_fdstat_set_flags(file_without(__WASI_RIGHTS_FD_FDSTAT_SET_FLAGS), 32));
  row(name, "`flags` has one that is not known", __wasi_fd_fdstat_set_flags(file, 32));
  row(name, "else (all five flags; they read back)", __wasi_fd_fdstat_set_flags(file, 31));
  MUST(__wasi_fd_fdstat_get(file, &fdstat));
  MUST(fdstat.fs_flags == 31 ? 0 : 1);
  MUST(__wasi_fd_fdstat_set_flags(file, 0));
  name = "fd_fdstat_set_rights";
  int reader = open_at(ROOT, "file", 0, __WASI_RIGHTS_FD_READ, 0);
  row(name, "`fd` is not open", __wasi_fd_fdstat_set_rights(NOT_OPEN, ALL, ALL));
  row(name, "either set has a right that `fd` does not have", __wasi_fd_fdstat_set_rights(reader, __WASI_RIGHTS_FD_READ | __WASI_RIGHTS_FD_WRITE, 0));
  row(name, "either set has a right that `fd` does not have", __wasi_fd_fdstat_set_rights(reader, 0, __WASI_RIGHTS_FD_READ));
  row(name, "either set has a right that `fd` does not have", __wasi_fd_fdstat_set_rights(reader, 1ull << 40, 0));
  row(name, "else (what is given up is gone for good)", __wasi_fd_fdstat_set_rights(reader, 0, 0));
}

static void sync_both(int file) {
  row("fd_datasync", "`fd` is not open", __wasi_fd_datasync(NOT_OPEN));
  row("fd_datasync", "the right `FD_DATASYNC` is missing", __wasi_fd_datasync(file_without(__WASI_RIGHTS_FD_DATASYNC)));
  row("fd_datasync", "else (streams and directories too)", __wasi_fd_datasync(file));
  row("fd_datasync", "else (streams and directories too)", __wasi_fd_datasync(ROOT));
  row("fd_datasync", "else (streams and directories too)", __wasi_fd_datasync(1));
  row("fd_sync", "`fd` is not open", __wasi_fd_sync(NOT_OPEN));
  row("fd_sync", "the right `FD_SYNC` is missing", __wasi_fd_sync(file_without(__WASI_RIGHTS_FD_SYNC)));
  row("fd_sync", "else (streams and directories too)", __wasi_fd_sync(file));
  row("fd_sync", "else (streams and directories too)", __wasi_fd_sync(ROOT));
  row("fd_sync", "else (streams and directories too)", __wasi_fd_sync(1));
}

static void seek_and_tell(int file, int stream) {
  const char *name = "fd_seek";
  int fixed = file_without(__WASI_RIGHTS_FD_SEEK | __WASI_RIGHTS_FD_TELL), teller = file_without(__WASI_RIGHTS_FD_SEEK);
  row(name, "`fd` is not open", __wasi_fd_seek(NOT_OPEN, 0, 9, OUTSIDE));
  row(name, "`fd` is a directory", __wasi_fd_seek(ROOT, 0, 9, OUTSIDE));
  row(name, "`fd` is a stream or socket", __wasi_fd_seek(stream, 0, 9, OUTSIDE));
  row(name, "the right `FD_SEEK` is missing (where nothing would move, `FD_TELL` will do)", __wasi_fd_seek(teller, 0, 9, OUTSIDE));
  row(name, "the right `FD_SEEK` is missing (where nothing would move, `FD_TELL` will do)", __wasi_fd_seek(fixed, 0, __WASI_WHENCE_CUR, OUTSIDE));
  row(name, "the result does not fit in memory", __wasi_fd_seek(file, 0, 9, OUTSIDE));
  row(name, "`whence` is not known", __wasi_fd_seek(file, 0, 3, &place));
  row(name, "the new offset would be below 0 or past 2^53", __wasi_fd_seek(file, -1, __WASI_WHENCE_SET, &place));
  row(name, "the new offset would be below 0 or past 2^53", __wasi_fd_seek(file, -1, __WASI_WHENCE_CUR, &place));
  row(name, "the new offset would be below 0 or past 2^53", __wasi_fd_seek(file, 1ll << 62, __WASI_WHENCE_END, &place));
  row(name, "else (past the end of the file too)", __wasi_fd_seek(file, 1000, __WASI_WHENCE_END, &place));
  row(name, "else (past the end of the file too)", __wasi_fd_seek(teller, 0, __WASI_WHENCE_CUR, &place));
  name = "fd_tell";
  row(name, "`fd` is not open", __wasi_fd_tell(NOT_OPEN, OUTSIDE));
  row(name, "`fd` is a directory", __wasi_fd_tell(ROOT, OUTSIDE));
  row(name, "`fd` is a stream or socket", __wasi_fd_tell(stream, OUTSIDE));
  row(name, "the rights `FD_TELL` and `FD_SEEK` are both missing", __wasi_fd_tell(fixed, OUTSIDE));
  row(name, "the result does not fit in memory", __wasi_fd_tell(file, OUTSIDE));
  row(name, "else", __wasi_fd_tell(file, &place));
}

static void preopens(int file) {
  uint8_t text[8];
  __wasi_prestat_t prestat;
  row("fd_prestat_get", "`fd` is not open", __wasi_fd_prestat_get(NOT_OPEN, OUTSIDE));
  row("fd_prestat_get", "`fd` was not open at the start", __wasi_fd_prestat_get(file, OUTSIDE));
  row("fd_prestat_get", "the result does not fit in memory", __wasi_fd_prestat_get(ROOT, OUTSIDE));
  row("fd_prestat_get", "else", __wasi_fd_prestat_get(ROOT, &prestat));
  row("fd_prestat_dir_name", "`fd` is not open", __wasi_fd_prestat_dir_name(NOT_OPEN, OUTSIDE, 0));
  row("fd_prestat_dir_name", "`fd` was not open at the start", __wasi_fd_prestat_dir_name(file, OUTSIDE, 0));
  row("fd_prestat_dir_name", "`path_len` is less than the name has", __wasi_fd_prestat_dir_name(ROOT, OUTSIDE, 0));
  row("fd_prestat_dir_name", "the name does not fit in memory", __wasi_fd_prestat_dir_name(ROOT, (uint8_t *)-1, 1));
  row("fd_prestat_dir_name", "else (what is longer than the name is left as it is)", __wasi_fd_prestat_dir_name(ROOT, text, sizeof text));
}

static void numbers(int file) {
  int other = file_without(0);
  row("fd_renumber", "`fd` is not open", __wasi_fd_renumber(NOT_OPEN, other));
  row("fd_renumber", "`to` is not open", __wasi_fd_renumber(file, NOT_OPEN));
  row("fd_renumber", "else (`to` is closed first, preopens and standard streams too)", __wasi_fd_renumber(other, other));
  row("fd_renumber", "else (`to` is closed first, preopens and standard streams too)", __wasi_fd_renumber(file, ROOT));
  row("fd_close", "`fd` is not open", __wasi_fd_close(file));
  row("fd_close", "`fd` is not open", __wasi_fd_close(-1));
  row("fd_close", "else (preopens and standard streams too)", __wasi_fd_close(ROOT));
  row("fd_close", "else (preopens and standard streams too)", __wasi_fd_close(0));
}

int main(void) {
  int file = file_without(0), stream = 0;
  advise(file, stream);
  allocate(file, stream);
  set_size(file, stream);
  set_times(file, stream);
  look(file);
  flags_and_rights(file);
  sync_both(file);
  seek_and_tell(file, stream);
  preopens(file);
  numbers(file);
  return 0;
}
