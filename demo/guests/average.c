#include <stdio.h>

/* Reads numbers, and says after each tenth how the last ten were. */
int main(void) {
  setvbuf(stdout, NULL, _IOLBF, 0);
  double number, sum = 0, least = 0, most = 0;
  for (unsigned count = 1; scanf("%lf", &number) == 1; count++) {
    if (count % 10 == 1) sum = 0, least = most = number;
    sum += number;
    if (number < least) least = number;
    if (number > most) most = number;
    if (count % 10 == 0) printf("%u read: average %.2f, from %.2f to %.2f\n", count, sum / 10, least, most);
  }
  puts("no more numbers");
}
