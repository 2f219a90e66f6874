/* Reads far outside of its memory. */
int main(void) { return *(volatile int *)0xfffffff0u; }
