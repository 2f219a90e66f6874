#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <time.h>

/* Says again and again what is in /data. */
int main(void) {
  setvbuf(stdout, NULL, _IOLBF, 0);
  for (;;) {
    DIR *directory = opendir("/data");
    if (directory == NULL) puts("/data: not there");
    for (struct dirent *entry; directory != NULL && (entry = readdir(directory)) != NULL;)
      if (entry->d_name[0] != '.') printf("/data: %s\n", entry->d_name);
    if (directory != NULL) closedir(directory);
    nanosleep(&(struct timespec){0, 100000000}, NULL);
  }
}
