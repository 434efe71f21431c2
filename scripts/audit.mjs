import { audit } from './lib/audit.mjs';

process.exitCode = await audit();
