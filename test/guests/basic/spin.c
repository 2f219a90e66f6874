/* Computes for ever, and never calls the host. */
int main(void) {
  volatile unsigned long long count = 0;
  for (;;) count++;
}
