import { describe, expect, it } from '@jest/globals';
import { authorOf } from './author-of.js';

describe('authorOf', () => {
  it('names the key and the program', () => {
    expect(authorOf({ via: 'cli', key_id: 'key_1', key_name: 'Ops' })).toBe('Ops, through the command line');
    expect(authorOf({ via: 'mcp', key_id: 'key_1', key_name: null })).toBe('key_1, through an agent');
    expect(authorOf({ via: 'mcp', key_id: 'key_1', key_name: 'Ops', oauth_client_name: 'Claude Code' })).toBe(
      'Ops, through Claude Code',
    );
  });

  it('knows operators and Postrider itself', () => {
    expect(authorOf({ via: 'dashboard', key_id: null, key_name: null })).toBe('an operator in the dashboard');
    expect(authorOf(null)).toBe('Postrider');
  });
});
