#!/usr/bin/env node
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { createMcpServer } from '../server.js';
import { version } from '@postrider/contracts';
import { callOverHttp } from './call-over-http.js';
import { stdioOptions, usage, UsageError, type StdioOptions } from './options.js';

const wrongUsage = 2;

try {
  const options = stdioOptions(process.argv.slice(2), process.env);
  if (options === 'help') process.stdout.write(usage);
  else if (options === 'version') process.stdout.write(`${version}\n`);
  else serve(options);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n\n${usage}`);
  process.exitCode = wrongUsage;
}

/** Serves until stdin ends or a signal arrives. stdout carries the protocol, so errors go to stderr. */
function serve(options: StdioOptions): void {
  const callApi = callOverHttp(options);
  const served = serveStdio(() => createMcpServer({ callApi, readOnly: options.readOnly }), {
    maxSubscriptions: 0,
    onerror: ({ message }) => {
      process.stderr.write(`${message}\n`);
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void served.close());
}
