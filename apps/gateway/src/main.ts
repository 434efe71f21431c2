import 'reflect-metadata';
import { run } from '@postrider/process';

await run(async () => (await import('./gateway.js')).startGateway);
