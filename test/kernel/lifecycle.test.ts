import { describe, expect, it } from 'vitest';
import { createLifecycle } from '../../src/kernel/lifecycle.ts';

describe('lifecycle', () => {
  it('releases what was acquired last first, each after the one before has ended', async () => {
    const lifecycle = createLifecycle();
    const log: string[] = [];
    for (const name of ['database', 'store', 'server'])
      lifecycle.onStop(name, async () => {
        log.push(`${name} begins`);
        await new Promise((resolve) => setTimeout(resolve, 1));
        log.push(`${name} ends`);
      });
    await lifecycle.stop('test');
    expect(log).toEqual([
      'server begins',
      'server ends',
      'store begins',
      'store ends',
      'database begins',
      'database ends',
    ]);
  });

  it('goes on when a release throws or rejects, and says which one did', async () => {
    const failures: string[] = [];
    const released: string[] = [];
    const lifecycle = createLifecycle({
      onError: (name, error) => failures.push(`${name}: ${error.message}`),
      onRelease: (name) => released.push(name),
    });
    lifecycle.onStop('first', () => undefined);
    lifecycle.onStop('rejects', () => Promise.reject(new Error('no')));
    lifecycle.onStop('throws', () => {
      throw 'a string';
    });
    await lifecycle.stop('test');
    expect(failures).toEqual(['throws: a string', 'rejects: no']);
    expect(released).toEqual(['throws', 'rejects', 'first']);
  });

  it('aborts its signal before the first release, with the reason', async () => {
    const lifecycle = createLifecycle();
    let seen: unknown;
    lifecycle.onStop('loop', () => {
      seen = lifecycle.signal.reason;
    });
    expect(lifecycle.signal.aborted).toBe(false);
    await lifecycle.stop('SIGTERM');
    expect(seen).toEqual(new Error('SIGTERM'));
  });

  it('stops once: a second call waits for the first', async () => {
    const lifecycle = createLifecycle();
    let count = 0;
    let letGo = () => {};
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    lifecycle.onStop('slow', async () => {
      count += 1;
      await gate;
    });
    const first = lifecycle.stop('one');
    let isSecondOver = false;
    const second = lifecycle.stop('two').then(() => {
      isSecondOver = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(isSecondOver).toBe(false);
    letGo();
    await Promise.all([first, second]);
    expect(count).toBe(1);
  });

  it('gives back what a start still under way acquires during and after the stop', async () => {
    const lifecycle = createLifecycle();
    const released: string[] = [];
    lifecycle.onStop('early', async () => {
      lifecycle.onStop('during', () => {
        released.push('during');
      });
      released.push('early');
    });
    await lifecycle.stop('test');
    lifecycle.onStop('late', () => {
      released.push('late');
    });
    await lifecycle.stop('again');
    expect(released).toEqual(['early', 'during', 'late']);
  });
});
