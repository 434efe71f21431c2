// npm run docs:openapi: writes docs/openapi.json, the description of the API.

import { writeFile } from 'node:fs/promises';

import { openApiDocument } from '@postrider/openapi';

const file = new URL('openapi.json', import.meta.url);
await writeFile(file, `${JSON.stringify(openApiDocument(), null, 2)}\n`);
