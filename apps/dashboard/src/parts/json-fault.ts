import { t } from '../texts/texts.js';

/** Where text is no JSON, and what would have to stand there. */
export interface JsonFault {
  /** Of characters, from 0. */
  offset: number;
  expected: string;
}

type Bracket = '{' | '[';
type Expected = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | 'next';

const space = /[ \t\n\r]*/y;
const string = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

const endOf = (pattern: RegExp, text: string, at: number): number | undefined => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
};

/** The first fault, undefined where there is none: `JSON.parse` tells neither the place in every browser, nor in plain words. */
export function jsonFault(text: string): JsonFault | undefined {
  const open: Bracket[] = [];
  let expected: Expected = 'value';
  let at = endOf(space, text, 0) ?? 0;
  while (at < text.length || expected !== 'next' || open.length > 0) {
    const found = read(text, at, expected, open);
    if (found === undefined) return { offset: at, expected: wanted(expected, open.at(-1)) };
    expected = found.next;
    at = endOf(space, text, found.end) ?? found.end;
  }
  return undefined;
}

interface Step {
  end: number;
  next: Expected;
}

/** Reads what stands there, if it is what is expected; opens and closes. */
function read(text: string, at: number, expected: Expected, open: Bracket[]): Step | undefined {
  const character = text[at] ?? '';
  switch (expected) {
    case 'value':
      return readValue(text, at, open);
    case 'value or ]':
      return close(character, at, open) ?? readValue(text, at, open);
    case 'name':
      return step(endOf(string, text, at), ':');
    case 'name or }':
      return close(character, at, open) ?? step(endOf(string, text, at), ':');
    case ':':
      return character === ':' ? step(at + 1, 'value') : undefined;
    case 'next':
      if (character !== ',' || open.length === 0) return close(character, at, open);
      return step(at + 1, open.at(-1) === '{' ? 'name' : 'value');
  }
}

function readValue(text: string, at: number, open: Bracket[]): Step | undefined {
  const character = text[at];
  if (character !== '{' && character !== '[') {
    return step(endOf(string, text, at) ?? endOf(scalar, text, at), 'next');
  }
  open.push(character);
  return step(at + 1, character === '{' ? 'name or }' : 'value or ]');
}

function close(character: string, at: number, open: Bracket[]): Step | undefined {
  if (character !== (open.at(-1) === '{' ? '}' : ']') || open.length === 0) return undefined;
  open.pop();
  return step(at + 1, 'next');
}

const step = (end: number | undefined, next: Expected): Step | undefined =>
  end === undefined ? undefined : { end, next };

function wanted(expected: Expected, inside: Bracket | undefined): string {
  switch (expected) {
    case 'value':
      return t(($) => $.parts.jsonField.value);
    case 'value or ]':
      return t(($) => $.parts.jsonField.valueOrEnd);
    case 'name':
      return t(($) => $.parts.jsonField.name);
    case 'name or }':
      return t(($) => $.parts.jsonField.nameOrEnd);
    case ':':
      return t(($) => $.parts.jsonField.colon);
    case 'next':
      if (inside === undefined) return t(($) => $.parts.jsonField.end);
      return inside === '{' ? t(($) => $.parts.jsonField.nextName) : t(($) => $.parts.jsonField.nextValue);
  }
}
