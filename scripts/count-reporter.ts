import type { Reporter, TestModule } from 'vitest/node';

/** Seconds that the whole suite may take on two idle cores; CONTRIBUTING.md says what to do where it takes more. */
const BUDGET_SECONDS = 150;

/** Ends a run with the time that it took, and one plain line that any reader of a log can find: `N passed, N failed`. */
export default class CountReporter implements Reporter {
  #start = 0;

  onTestRunStart(): void {
    this.#start = performance.now();
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const broken = modules.filter((module) => module.errors().length > 0).length;
    const seconds = Math.round((performance.now() - this.#start) / 1_000);
    console.log(`\nThe tests took ${seconds} s; on two idle cores all of them have ${BUDGET_SECONDS} s.`);
    for (const test of tests) {
      const result = test.result();
      if (result.state === 'skipped') console.log(`skipped: ${test.fullName}${result.note ? `: ${result.note}` : ''}`);
    }
    console.log(`\n${count('passed')} passed, ${count('failed') + broken} failed, ${count('skipped')} skipped`);
  }
}
