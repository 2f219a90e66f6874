#include <stdio.h>
#include <time.h>

/* Works for some seconds, then follows a bad index far outside of its memory. */
struct order {
  int customer;
  int amount;
};

__attribute__((noinline)) static int amount_of(const struct order *orders, unsigned index) { return orders[index].amount; }

__attribute__((noinline)) static int total_of(const struct order *orders, unsigned count) {
  int total = 0;
  for (unsigned i = 0; i < count; i++) total += amount_of(orders, i);
  return total;
}

int main(void) {
  setvbuf(stdout, NULL, _IOLBF, 0);
  static struct order orders[4] = {{1, 10}, {2, 20}, {3, 30}, {4, 40}};
  for (int second = 5; second > 0; second--) {
    printf("total of %d orders is %d; %d seconds left\n", 4, total_of(orders, 4), second);
    nanosleep(&(struct timespec){1, 0}, NULL);
  }
  printf("total of all is %d\n", total_of(orders, 0x20000000));
  return 0;
}
