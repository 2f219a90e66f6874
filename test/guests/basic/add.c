// cflags: -mexec-model=reactor
/* A library: it has no _start, and exports functions to be called with --invoke. */
__attribute__((export_name("add"))) int add(int a, int b) { return a + b; }
__attribute__((export_name("halve"))) double halve(double value) { return value / 2; }
__attribute__((export_name("square"))) long long square(long long value) { return value * value; }
__attribute__((export_name("spin"))) void spin(void) {
  for (volatile int i = 0;; i++) {
  }
}
