// npm run docs:json-schema: writes docs/json-schema.md from packages/json-schema and the official test suite.

import { writeFile } from 'node:fs/promises';

const intro = `<!-- Written by \`npm run docs:json-schema\`. -->

# JSON Schema

The subset of JSON Schema 2020-12 that the [schema of an event type](api.md#schemas) can use. A schema that needs anything else is
422 with the path and the reason, so nothing is silently not checked. [Decision 20](adr/0020-schemas-are-interpreted.md) has the
reasons. Schemas that zod 4 prints are tested, and schemas in the style of zod-to-json-schema, TypeBox, Valibot, ArkType, Effect,
ts-json-schema-generator, Pydantic, GenSON, quicktype, invopop/jsonschema, schemars, NJsonSchema, .NET's JsonSchemaExporter,
victools and components of OpenAPI 3.1.`;

const groups = {
  'Any value': ['type', 'enum', 'const'],
  Numbers: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  Strings: ['minLength', 'maxLength', 'pattern'],
  Arrays: [
    ...['prefixItems', 'items', 'contains', 'minContains', 'maxContains', 'minItems', 'maxItems', 'uniqueItems'],
    'unevaluatedItems',
  ],
  Objects: [
    ...['properties', 'patternProperties', 'additionalProperties', 'propertyNames', 'required', 'dependentRequired'],
    ...['minProperties', 'maxProperties', 'unevaluatedProperties'],
  ],
  Combinations: ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas'],
  References: ['$ref', '$defs', 'definitions', 'components'],
};

const refusedToo = { $vocabulary: '–', 'anything else': 'a name that begins with `x-`' };

const formats = `## Formats

\`format\` is an annotation, as in the draft: any name is taken, and none is checked. Use \`pattern\`. Generators that mean a check
add one: zod does for \`z.uuid()\`, \`z.email()\`, \`z.ipv4()\`, and all of \`z.iso\`.

A \`pattern\` is an expression of [RE2](https://github.com/google/re2/wiki/Syntax), which takes time in proportion to the text.
\`\\s\` and \`\\S\` mean the white space of ECMAScript, properties may have their long names (\`\\p{Letter}\`, \`\\p{Script=Greek}\`), and
lookaheads are taken right after a leading \`^\`. Other lookarounds, and backreferences, are refused.`;

/** The page for the vocabulary of the package and the results of the suite. */
export function jsonSchemaPage({ annotations, annotationPrefixes, keywords, replacements, schemaLimits }, results) {
  const listed = Object.values(groups).flat();
  const others = [...keywords.keys()].filter((name) => !listed.includes(name));
  const checked = [...Object.entries(groups), ...(others.length > 0 ? [['Others', others]] : [])];
  return `${[
    intro,
    '## Keywords',
    table(
      ['For', 'Checked'],
      [...checked.map(([of, names]) => [of, codes(names)]), ['Names of schemas', codes(['$id', '$anchor'])]],
    ),
    `Annotations, which check nothing: ${codes([...annotations, '$schema'])}, and names that begin with ${codes(annotationPrefixes)}.`,
    'Refused, with what to use instead:',
    table(['Refused', 'Instead'], refusedRows(replacements)),
    limits(schemaLimits),
    formats,
    suite(results),
  ].join('\n\n')}\n`;
}

function refusedRows(replacements) {
  const all = Object.entries({ ...replacements, ...refusedToo });
  return all.map(([name, instead]) => [name === 'anything else' ? name : `\`${name}\``, instead]);
}

const limits = ({ depth, subschemas, patterns, problems, steps }) => `## Limits

${table(
  ['Limit', 'Value'],
  [
    ['levels of schemas', number(depth)],
    ['subschemas', number(subschemas)],
    ['different regular expressions', number(patterns)],
    ['steps to compile', number(steps)],
    ['problems of a value that are reported', number(problems)],
  ],
)}

Checking the data of a publish call takes at most \`POSTRIDER_SCHEMA_MAX_STEPS\` steps
([configuration](configuration.md#event-types)). [The limits of the API](api.md#limits) has the size of a schema.`;

function suite(results) {
  const rows = results.map(({ file, cases, refused, failed }) => {
    const out = sum(refused.map((each) => each.cases));
    return { file, cases, refused: out, taken: cases - out, failed: failed.length };
  });
  const of = (key) => sum(rows.map((row) => row[key]));
  const isOptional = ({ file }) => file.startsWith('optional/');
  const total = {
    file: 'all',
    ...Object.fromEntries(['cases', 'refused', 'taken', 'failed'].map((key) => [key, of(key)])),
  };
  return `## The official test suite

Every file of draft 2020-12 of the [JSON Schema test suite](https://github.com/json-schema-org/JSON-Schema-Test-Suite), in which a case
is a schema and a value. Of ${number(total.cases)} cases, the schemas of ${number(total.taken)} are taken, and ${share(total)} of these have the
expected result: ${percent(total.taken - total.failed, total.cases)} of all. The other ${number(total.refused)} are refused, each with a
reason. \`optional/format\` is not run, since \`format\` checks nothing.

${resultTable([...rows.filter((row) => !isOptional(row)), ...rows.filter(isOptional), total])}

Failing cases: ${failures(results)}

Reasons of refusals:

${table(['Reason', 'Cases'], reasons(results))}`;
}

const resultTable = (rows) =>
  table(
    ['File', 'Cases', 'Refused', 'Taken', 'As expected'],
    rows.map((row) => [
      row.file === 'all' ? 'all' : `\`${row.file}\``,
      ...[row.cases, row.refused, row.taken].map(number),
      share(row),
    ]),
  );

function failures(results) {
  const failed = results.flatMap(({ file, failed: names }) => names.map((name) => `- \`${file}\`: ${name}`));
  return failed.length === 0 ? 'none.' : `\n\n${failed.join('\n')}`;
}

/** A case may have several. */
function reasons(results) {
  const counts = new Map();
  for (const { cases, reasons: names } of results.flatMap(({ refused }) => refused)) {
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + cases);
  }
  return [...counts]
    .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .map(([name, cases]) => [name, number(cases)]);
}

const share = ({ taken, failed }) => (taken === 0 ? '–' : percent(taken - failed, taken));

/** Rounded down: a failing case never looks like none. */
const percent = (part, whole) => `${(Math.floor((1_000 * part) / whole) / 10).toFixed(1)} %`;

const sum = (values) => values.reduce((all, value) => all + value, 0);

const number = (value) => value.toLocaleString('en');

const codes = (names) => names.map((name) => `\`${name}\``).join(', ');

/** Prettier would pad each cell to the longest of its column. */
function table(head, rows) {
  const lines = [head, head.map(() => '---'), ...rows.map((cells) => cells.map((cell) => cell.replaceAll('|', '\\|')))];
  return ['<!-- prettier-ignore -->', ...lines.map((cells) => `| ${cells.join(' | ')} |`)].join('\n');
}

if (import.meta.main) {
  const vocabulary = await import('@postrider/json-schema');
  const { runSuite } = await import('../test/json-schema/suite.ts');
  await writeFile(new URL('json-schema.md', import.meta.url), jsonSchemaPage(vocabulary, await runSuite()));
}
