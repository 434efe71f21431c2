import openapiTS, { astToString } from 'openapi-typescript';
import { format } from 'prettier';

const banner = '// Written by `npm run sdk:types` from docs/openapi.json. Do not edit.\n\n';

/** The TypeScript of an OpenAPI document (JSON text), formatted. */
export async function openApiTypes(document) {
  const types = astToString(await openapiTS(document, { emptyObjectsUnknown: true }));
  return format(banner + types, { parser: 'typescript', printWidth: 120, singleQuote: true });
}
