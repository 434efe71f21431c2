export { openApiDocument } from './document.js';
export { organizationDocument } from './organization.js';
