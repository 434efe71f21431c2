import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { format } from 'prettier';

const banner = '// Written by `npm run sdk:types` from docs/openapi.json. Do not edit.\n\n';

/** The TypeScript of an OpenAPI document (JSON text), formatted. */
export async function openApiTypes(document) {
  const types = astToString(await openapiTS(document, { emptyObjectsUnknown: true, transform: openValues }));
  return format(banner + types, { parser: 'typescript', printWidth: 120, singleQuote: true });
}

/** `'a' | 'b' | (string & {})`: editors offer the known values, and any other is one as well. */
function openValues({ 'x-extensible-enum': known }) {
  if (known === undefined) return undefined;
  const { factory, SyntaxKind } = ts;
  const text = factory.createKeywordTypeNode(SyntaxKind.StringKeyword);
  const other = factory.createIntersectionTypeNode([text, factory.createTypeLiteralNode([])]);
  const literals = known.map((value) => factory.createLiteralTypeNode(factory.createStringLiteral(value)));
  return factory.createUnionTypeNode([...literals, other]);
}
