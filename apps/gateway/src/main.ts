import 'reflect-metadata';
import { run } from '@postrider/process';
import { startGateway } from './gateway.js';

await run(startGateway);
