/**
 * Reads JSON text without parsing it into values, so that receivers get the producer's own text: a JavaScript object
 * reorders integer-like keys and rounds large numbers. Expects text that JSON.parse has accepted.
 */

const isSpace = (character: string | undefined): boolean =>
  character === ' ' || character === '\n' || character === '\r' || character === '\t';

function skipSpace(text: string, at: number): number {
  let i = at;
  while (isSpace(text[i])) i += 1;
  return i;
}

/** Returns the index after the string that begins at `at`, or the text's length if the string is not closed. */
export function endOfString(text: string, at: number): number {
  let close = text.indexOf('"', at + 1);
  while (close !== -1 && isEscaped(text, close)) close = text.indexOf('"', close + 1);
  return close === -1 ? text.length : close + 1;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

/** Returns the index after the value that begins at `at`. */
function endOfValue(text: string, at: number): number {
  let depth = 0;
  let i = at;
  do {
    switch (text[i]) {
      case '"':
        i = endOfString(text, i);
        continue;
      case '{':
      case '[':
        depth += 1;
        break;
      case '}':
      case ']':
        depth -= 1;
        break;
      default:
        if (depth === 0) return endOfScalar(text, i);
    }
    i += 1;
  } while (depth > 0);
  return i;
}

function endOfScalar(text: string, at: number): number {
  let i = at;
  while (i < text.length && !isSpace(text[i]) && text[i] !== ',' && text[i] !== '}' && text[i] !== ']') i += 1;
  return i;
}

/** Returns the values of an object's members as JSON text, by key. The last of repeated keys counts, as in JSON.parse. */
export function rawMembers(object: string): Map<string, string> {
  const members = new Map<string, string>();
  let i = skipSpace(object, skipSpace(object, 0) + 1);
  while (object[i] === '"') {
    const keyEnd = endOfString(object, i);
    const key = JSON.parse(object.slice(i, keyEnd)) as string;
    const valueStart = skipSpace(object, skipSpace(object, keyEnd) + 1);
    const valueEnd = endOfValue(object, valueStart);
    members.set(key, object.slice(valueStart, valueEnd));
    i = skipSpace(object, valueEnd);
    if (object[i] === ',') i = skipSpace(object, i + 1);
  }
  return members;
}

/** Returns the elements of an array as JSON text. */
export function rawElements(array: string): string[] {
  const elements: string[] = [];
  let i = skipSpace(array, skipSpace(array, 0) + 1);
  while (i < array.length && array[i] !== ']') {
    const end = endOfValue(array, i);
    elements.push(array.slice(i, end));
    i = skipSpace(array, end);
    if (array[i] === ',') i = skipSpace(array, i + 1);
  }
  return elements;
}

/** Removes the white space between tokens. */
export function compact(text: string): string {
  if (!/[ \n\r\t]/.test(text)) return text;
  const parts: string[] = [];
  let from = 0;
  let i = 0;
  while (i < text.length) {
    if (text[i] === '"') {
      i = endOfString(text, i);
    } else if (isSpace(text[i])) {
      parts.push(text.slice(from, i));
      i = skipSpace(text, i);
      from = i;
    } else {
      i += 1;
    }
  }
  parts.push(text.slice(from));
  return parts.join('');
}
