// npm run docs:openapi: writes docs/openapi.json and docs/asyncapi.json, the descriptions of the API.

import { writeFile } from 'node:fs/promises';

import { asyncApiDocument, openApiDocument } from '@postrider/openapi';

const documents = { 'openapi.json': openApiDocument(), 'asyncapi.json': asyncApiDocument() };
for (const [name, document] of Object.entries(documents)) {
  await writeFile(new URL(name, import.meta.url), `${JSON.stringify(document, null, 2)}\n`);
}
