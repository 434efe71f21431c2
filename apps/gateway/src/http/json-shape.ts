import { endOfString } from './raw-json.js';

export interface ShapeLimits {
  readonly maxDepth: number;
  /** Of members, arrays and objects. Eight elements count as one, since they take as long to parse. */
  readonly maxMembers: number;
}

const elementsPerMember = 8;

/**
 * Returns the limit that JSON text exceeds. It runs before parsing, because parsing half a million different keys takes a
 * second. Accepts any text and does not recurse.
 */
export function exceededLimit(text: string, { maxDepth, maxMembers }: ShapeLimits): keyof ShapeLimits | undefined {
  const maxElements = maxMembers * elementsPerMember;
  let depth = 0;
  let elements = 0;
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case quote:
        i = endOfString(text, i) - 1;
        break;
      case openBrace:
      case openBracket:
        depth += 1;
        elements += elementsPerMember;
        if (depth > maxDepth) return 'maxDepth';
        break;
      case closeBrace:
      case closeBracket:
        depth -= 1;
        break;
      case colon:
        elements += elementsPerMember;
        break;
      case comma:
        elements += 1;
        break;
      default:
    }
    if (elements > maxElements) return 'maxMembers';
  }
  return undefined;
}

const [quote, comma, colon, openBrace, closeBrace, openBracket, closeBracket] = [34, 44, 58, 123, 125, 91, 93];
