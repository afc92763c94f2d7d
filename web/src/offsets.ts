// Offsets in the record count Unicode code points; JavaScript's strings count UTF-16 units.

/** A function from offsets in code points to offsets in UTF-16 units of `text`. Beyond the end: the end. */
export function unitOffsets(text: string): (points: number) => number {
  const astral: number[] = []; // offsets, in code points, of characters that take two units
  let points = 0;
  for (let unit = 0; unit < text.length; points += 1) {
    const wide = (text.codePointAt(unit) ?? 0) > 0xffff;
    if (wide) astral.push(points);
    unit += wide ? 2 : 1;
  }
  const length = points;
  return (at) => {
    const bounded = Math.max(0, Math.min(at, length));
    return bounded + below(astral, bounded);
  };
}

/** How many of the sorted `values` lie below `limit`. */
function below(values: readonly number[], limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? Infinity) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A stretch to mark, in code points; half-open. */
export interface Mark<T> {
  start: number;
  end: number;
  value: T;
}

/** A stretch of text over which the same marks hold. */
export interface Segment<T> {
  text: string;
  values: T[];
}

/** Cut a text at the ends of all marks, which may overlap. The segments' texts joined are the text. */
export function segments<T>(text: string, marks: readonly Mark<T>[]): Segment<T>[] {
  const units = unitOffsets(text);
  const placed = marks
    .map((mark) => ({ start: units(mark.start), end: units(mark.end), value: mark.value }))
    .filter((mark) => mark.start < mark.end)
    .sort((a, b) => a.start - b.start);
  const cuts = [...new Set([0, text.length, ...placed.flatMap((mark) => [mark.start, mark.end])])].sort((a, b) => a - b);
  const found: Segment<T>[] = [];
  let open: typeof placed = [];
  let next = 0;
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const from = cuts[i] ?? 0;
    const to = cuts[i + 1] ?? 0;
    open = open.filter((mark) => mark.end > from);
    for (let mark = placed[next]; mark && mark.start <= from; mark = placed[next]) {
      open.push(mark);
      next += 1;
    }
    found.push({ text: text.slice(from, to), values: open.map((mark) => mark.value) });
  }
  return found;
}
