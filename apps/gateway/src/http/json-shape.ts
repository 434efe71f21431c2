import { endOfString } from './raw-json.js';

export interface ShapeLimits {
  readonly maxDepth: number;
  /** Of members, arrays and objects: what each of them takes to parse. Eight elements or commas count as one. */
  readonly maxMembers: number;
}

const elementsPerMember = 8;

/**
 * Which limit JSON text goes beyond, before it is parsed: parsing half a million different keys takes a second. Looks no
 * further than needed, and never recurses. Takes any text.
 */
export function beyondLimits(text: string, { maxDepth, maxMembers }: ShapeLimits): keyof ShapeLimits | undefined {
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
