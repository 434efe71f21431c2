import { ProtocolError, ProtocolErrorCode, type GetPromptResult, type Prompt } from '@modelcontextprotocol/server';
import { debugDelivery } from './debug-delivery.js';
import { integrateReceiver } from './integrate-receiver.js';

interface AgentPrompt {
  readonly prompt: Prompt;
  readonly textOf: (value: string) => string;
}

const all: readonly AgentPrompt[] = [
  {
    prompt: {
      name: 'debug_delivery',
      title: 'Debug a delivery',
      description: 'Finds out why a webhook did not arrive, and repairs it.',
      arguments: [{ name: 'id', description: 'Id of a delivery or an event, or a value in its data', required: true }],
    },
    textOf: debugDelivery,
  },
  {
    prompt: {
      name: 'integrate_receiver',
      title: 'Integrate a receiver',
      description: 'Writes a receiver that verifies signatures, and tests it.',
      arguments: [{ name: 'language', description: 'Language or framework, such as Express', required: true }],
    },
    textOf: integrateReceiver,
  },
];

const longestArgument = 300;

export const prompts: Prompt[] = all.map(({ prompt }) => prompt);

/** Throws a protocol error for an unknown prompt or a wrong argument. */
export function getPrompt(name: string, args: Readonly<Record<string, string>> = {}): GetPromptResult {
  const found = all.find(({ prompt }) => prompt.name === name);
  if (!found) throw invalid(`there is no prompt "${name.slice(0, 100)}"; prompts/list returns the prompts`);
  const known = found.prompt.arguments?.[0]?.name ?? '';
  for (const given of Object.keys(args)) {
    if (given !== known) throw invalid(`${given.slice(0, 100)}: is not an argument of this prompt`);
  }
  const value = args[known]?.trim() ?? '';
  if (value === '') throw invalid(`${known}: is required`);
  if (value.length > longestArgument) throw invalid(`${known}: expected at most ${String(longestArgument)} characters`);
  return {
    description: found.prompt.description,
    messages: [{ role: 'user', content: { type: 'text', text: found.textOf(value) } }],
  };
}

const invalid = (message: string): ProtocolError => new ProtocolError(ProtocolErrorCode.InvalidParams, message);
