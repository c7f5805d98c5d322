import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isReachable, publicFolder } from '../../../src/store/embedded/server-user.ts';

describe('a folder that the server may enter', () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(path.join(publicFolder(), 'hub-reach-'));
    await chmod(root, 0o755);
    await mkdir(path.join(root, 'closed/open'), { recursive: true });
    await chmod(path.join(root, 'closed'), 0o700);
  });
  afterAll(() => rm(root, { recursive: true, force: true }));
  const stranger = { uid: 65_534, gid: 65_534 };

  it('lets others through, all the way down', async () => {
    expect(await isReachable(root, stranger)).toBe(true);
    expect(await isReachable(path.join(root, 'closed/open'), stranger)).toBe(false);
    expect(await isReachable(path.join(root, 'closed/open/not/yet'), stranger)).toBe(false);
    expect(await isReachable(path.join(root, 'not/yet'), stranger)).toBe(true);
  });

  it('is any, for whoever started the hub', async () => {
    expect(await isReachable(path.join(root, 'closed/open'), {})).toBe(true);
  });

  it('is the owner’s own', async () => {
    const owner = { uid: process.getuid!(), gid: process.getgid!() };
    expect(await isReachable(path.join(root, 'closed/open'), owner)).toBe(true);
  });
});
