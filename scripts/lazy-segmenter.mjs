/**
 * Stands in the bundle for `Intl.Segmenter`, whose first one loads ICU's rules in some 20 ms: it is made when a text is segmented, and most
 * texts need none.
 */
export class LazySegmenter {
  #args;
  #segmenter;

  constructor(...args) {
    this.#args = args;
  }

  segment(text) {
    // By its plain name it would be replaced here too.
    this.#segmenter ??= Reflect.construct(Reflect.get(Intl, 'Segmenter'), this.#args);
    return this.#segmenter.segment(text);
  }
}
