const seconds = String.raw`\d+([.,]\d+)?S`;
const date = String.raw`(\d+Y(\d+M)?(\d+D)?|\d+M(\d+D)?|\d+D)`;
const time = String.raw`T(\d+H(\d+M)?(${seconds})?|\d+M(${seconds})?|${seconds})`;

/** Expressions with lookarounds that libraries generate, and others that match the same texts. */
const equivalents: ReadonlyMap<string, string> = new Map([
  // zod's iso.duration().
  [
    String.raw`^P(?:(\d+W)|(?!.*W)(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?)$`,
    String.raw`^P(?:\d+W|${date}(${time})?|${time})$`,
  ],
]);

/** Returns an expression of RE2 for one that is known; any other as it is. */
export const equivalentPattern = (source: string): string => equivalents.get(source) ?? source;
