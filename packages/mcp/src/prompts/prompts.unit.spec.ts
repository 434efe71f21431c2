import { describe, expect, it } from '@jest/globals';
import { toolOperations } from '../tools.js';
import { explainTool } from '../explain/explain-tool.js';
import { getPrompt, prompts } from './prompts.js';

const textOf = (name: string, args: Record<string, string>): string => {
  const [message] = getPrompt(name, args).messages;
  return message?.content.type === 'text' ? message.content.text : '';
};

describe('the prompts', () => {
  it('name tools that exist', () => {
    const tools = [explainTool.name, ...toolOperations.map(({ operation }) => operation.name)];
    for (const { name, arguments: [argument] = [] } of prompts) {
      const text = textOf(name, { [argument?.name ?? '']: 'x' });
      const named = text.match(/\b(?:\w+_)?webhook_\w+/g) ?? [];
      expect(named.length).toBeGreaterThan(2);
      expect(tools).toEqual(expect.arrayContaining(named));
    }
  });

  it('quote the argument', () => {
    expect(textOf('debug_delivery', { id: 'order "4711"\n' })).toContain(String.raw`"order \"4711\""`);
    expect(textOf('integrate_receiver', { language: 'Go' })).toContain('"Go"');
  });

  it.each([
    ['debug_delivery', {}, 'id: is required'],
    ['debug_delivery', { id: ' ' }, 'id: is required'],
    ['debug_delivery', { id: 'x', more: 'y' }, 'more: is not an argument of this prompt'],
    ['integrate_receiver', { language: 'x'.repeat(301) }, 'language: expected at most 300 characters'],
    ['make_coffee', {}, 'there is no prompt "make_coffee"'],
  ])('refuse what is wrong: %s %j', (name, args, message) => {
    expect(() => getPrompt(name, args as Record<string, string>)).toThrow(message);
  });
});
