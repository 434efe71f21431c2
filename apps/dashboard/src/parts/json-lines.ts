/** One line of pretty-printed JSON, in pieces of one color each. */
export interface JsonLine {
  pieces: readonly JsonPiece[];
  /** How many characters of a very long value are not shown. */
  hidden: number;
}

interface JsonPiece {
  kind: 'key' | 'text' | 'number' | 'word' | 'mark';
  text: string;
}

const token = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*)|\b(true|false|null)\b|([{}[\],:]+|\s+)/gy;

/** Cuts JSON, as `JSON.stringify(value, null, 2)` writes it, to lines. Values of more characters than `longest` are cut. */
export function jsonLines(text: string, longest: number): JsonLine[] {
  return text.split('\n').map((line) => {
    const shown = line.length > longest ? line.slice(0, longest) : line;
    return { pieces: pieces(shown), hidden: line.length - shown.length };
  });
}

function pieces(line: string): JsonPiece[] {
  const found: JsonPiece[] = [];
  token.lastIndex = 0;
  let end = 0;
  for (let match = token.exec(line); match !== null; match = token.exec(line)) {
    end = token.lastIndex;
    const [all, string, colon, number, word] = match;
    if (string !== undefined && colon !== undefined) found.push({ kind: 'key', text: string }, mark(colon));
    else if (string !== undefined) found.push({ kind: 'text', text: string });
    else if (number !== undefined) found.push({ kind: 'number', text: number });
    else found.push(word === undefined ? mark(all) : { kind: 'word', text: word });
  }
  // What was cut off in the middle of a string.
  if (end < line.length) found.push({ kind: 'text', text: line.slice(end) });
  return found;
}

const mark = (text: string): JsonPiece => ({ kind: 'mark', text });
