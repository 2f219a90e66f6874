#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Opens, reads, renames and removes all files of the root. The status is their number. */
int main(void) {
  static char names[16][1100], contents[1100], moved[2200];
  int count = 0;
  DIR *directory = opendir("/");
  for (struct dirent *entry; (entry = readdir(directory)) != NULL;)
    if (entry->d_type == DT_REG) strcpy(names[count++], entry->d_name);
  closedir(directory);
  for (int i = 0; i < count; i++) {
    struct stat stat;
    int fd = openat(AT_FDCWD, names[i], O_RDONLY);
    if (fd < 0) return perror(names[i]), 100;
    if (fstat(fd, &stat) != 0 || read(fd, contents, sizeof contents) != stat.st_size) return 101;
    close(fd);
    sprintf(moved, "%s-moved-%s", names[i], names[i]);
    if (rename(names[i], moved) != 0 || unlink(moved) != 0) return perror(moved), 102;
  }
  return count;
}
