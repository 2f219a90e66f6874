interface Question<T> {
  readonly pid: number;
  answer(value: T): void;
}

/** What was asked of cpus about tasks. Each question has one answer: the cpu's, or a default when the task ends before. */
export class Questions<T> {
  readonly #atEnd: T;
  readonly #open = new Map<number, Question<T>>();
  #lastId = 0;

  constructor(atEnd: T) {
    this.#atEnd = atEnd;
  }

  /** @param send sends the question, whose number comes back with the answer */
  ask(pid: number, send: (id: number) => void): Promise<T> {
    const id = ++this.#lastId;
    send(id);
    return new Promise((resolve) => {
      this.#open.set(id, { pid, answer: resolve });
    });
  }

  answer(id: number, value: T): void {
    this.#open.get(id)?.answer(value);
    this.#open.delete(id);
  }

  /** Answers all that is open about a task: it has ended. */
  end(pid: number): void {
    for (const [id, question] of this.#open) if (question.pid === pid) this.answer(id, this.#atEnd);
  }
}
