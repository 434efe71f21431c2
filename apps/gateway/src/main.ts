import 'reflect-metadata';
import { run } from '@postrider/process';

// Imported by then: `run` first keeps compiled code.
await run(async (settings, signal) => (await import('./gateway.js')).startGateway(settings, signal));
