/** White space of ECMAScript, for a class of RE2, whose `\s` is ASCII. */
const space = String.raw`\s\v\pZ\x{feff}`;

/** Long names of general categories. RE2 knows the short ones. */
const categories: Readonly<Record<string, string>> = {
  Letter: 'L',
  Cased_Letter: 'LC',
  Uppercase_Letter: 'Lu',
  Lowercase_Letter: 'Ll',
  Titlecase_Letter: 'Lt',
  Modifier_Letter: 'Lm',
  Other_Letter: 'Lo',
  Mark: 'M',
  Combining_Mark: 'M',
  Nonspacing_Mark: 'Mn',
  Spacing_Mark: 'Mc',
  Enclosing_Mark: 'Me',
  Number: 'N',
  Decimal_Number: 'Nd',
  digit: 'Nd',
  Letter_Number: 'Nl',
  Other_Number: 'No',
  Punctuation: 'P',
  punct: 'P',
  Connector_Punctuation: 'Pc',
  Dash_Punctuation: 'Pd',
  Open_Punctuation: 'Ps',
  Close_Punctuation: 'Pe',
  Initial_Punctuation: 'Pi',
  Final_Punctuation: 'Pf',
  Other_Punctuation: 'Po',
  Symbol: 'S',
  Math_Symbol: 'Sm',
  Currency_Symbol: 'Sc',
  Modifier_Symbol: 'Sk',
  Other_Symbol: 'So',
  Separator: 'Z',
  Space_Separator: 'Zs',
  Line_Separator: 'Zl',
  Paragraph_Separator: 'Zp',
  Control: 'Cc',
  cntrl: 'Cc',
  Format: 'Cf',
};

const property = /^(?:(?:General_Category|gc|Script|sc)=)?(\w+)$/;

/** An escape, or a bracket that begins or ends a class. */
const token = /\\[pP]\{([^}]*)\}|\\[^]|\[|\]/g;

/**
 * Rewrites white space and properties of ECMAScript for RE2. `\S` in a class keeps the meaning of RE2, which cannot take one
 * class from another.
 */
export function fromEcmaScript(source: string): string {
  let inClass = false;
  return source.replace(token, (all, name: string | undefined) => {
    if (all === '[' || all === ']') {
      inClass = all === '[';
      return all;
    }
    if (name !== undefined) return `${all.slice(0, 3)}${shortName(name)}}`;
    if (all === '\\s') return inClass ? space : `[${space}]`;
    return all === '\\S' && !inClass ? `[^${space}]` : all;
  });
}

function shortName(name: string): string {
  const [, value = name] = property.exec(name) ?? [];
  return Object.hasOwn(categories, value) ? (categories[value] ?? value) : value;
}
