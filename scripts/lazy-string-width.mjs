/** Letters of one column that stand alone: what most text is made of. */
const NARROW = /^[ -~\u00a1-\u00ac\u00ae-\u02ff\u2190-\u21ff\u2500-\u25fc\u2800-\u28ff]*$/;

/** Stands in the bundle for string-width, whose regular expressions take some 10 ms to make: it is loaded for the first text that is not plain. */
export default function stringWidth(text, options) {
  if (options === undefined && typeof text === 'string' && NARROW.test(text)) return text.length;
  return require('string-width').default(text, options);
}
