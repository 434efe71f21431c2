export { asyncApiDocument } from './asyncapi.js';
export { openApiDocument } from './document.js';
export { organizationDocument } from './organization.js';
