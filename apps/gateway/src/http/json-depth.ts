import { endOfString } from '../publish/raw-json.js';

/** Whether JSON text nests deeper than `max`; looks no further than needed, and never recurses. */
export function exceedsDepth(text: string, max: number): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    switch (text[i]) {
      case '"':
        i = endOfString(text, i) - 1;
        break;
      case '{':
      case '[':
        depth += 1;
        if (depth > max) return true;
        break;
      case '}':
      case ']':
        depth -= 1;
        break;
      default:
    }
  }
  return false;
}
