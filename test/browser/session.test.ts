import { describe, expect, it } from 'vitest';
import { toDemoKeys } from '../../src/console/explorer/demo-keys.ts';
import { createSession, toHeaders } from '../../src/console/explorer/session.ts';

function createMemoryStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  } as Storage;
}

describe('session', () => {
  it('is found again in its storage, and starts empty when something else stands there', () => {
    const storage = createMemoryStorage();
    createSession(storage).set({ key: 'k', purpose: 'p', caseNumber: '' });
    expect(createSession(storage).get()).toEqual({ key: 'k', purpose: 'p', caseNumber: '' });
    storage.setItem('lien-thong:session', 'not json');
    expect(createSession(storage).get().key).toBe('');
  });

  it('sends only what was filled in, as header values that decode to what was typed', () => {
    expect(toHeaders({ key: '', purpose: '', caseNumber: '' })).toEqual({});
    const headers = toHeaders({ key: 'k', purpose: 'Điều tra 100%', caseNumber: 'HS-1' });
    expect(headers.authorization).toBe('Bearer k');
    expect(headers['x-hub-case']).toBe('HS-1');
    expect(headers['x-hub-purpose']).toMatch(/^[\x20-\x7e]+$/);
    expect(decodeURIComponent(headers['x-hub-purpose'] ?? '')).toBe('Điều tra 100%');
  });
});

describe('demo keys in the fragment', () => {
  it('may be several with labels, or one without', () => {
    expect(toDemoKeys('#key=partner:a.b-c&key=officer:d')).toEqual([
      { label: 'partner', key: 'a.b-c' },
      { label: 'officer', key: 'd' },
    ]);
    expect(toDemoKeys('#key=abc')).toEqual([{ label: '', key: 'abc' }]);
    expect(toDemoKeys('#else=1')).toEqual([]);
    expect(toDemoKeys('')).toEqual([]);
  });
});
