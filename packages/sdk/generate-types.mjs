// npm run sdk:types: writes src/generated/openapi.ts, the types of the API, from docs/openapi.json.

import { readFile, writeFile } from 'node:fs/promises';
import { openApiTypes } from './openapi-types.mjs';

const document = await readFile(new URL('../../docs/openapi.json', import.meta.url), 'utf8');
await writeFile(new URL('src/generated/openapi.ts', import.meta.url), await openApiTypes(document));
