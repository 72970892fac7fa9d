// A handful of what `npm run soak` does a hundred times.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crash, victims } from './crash.ts';

test('killed at any moment of a hand-over, all of it is there or nothing; sent again, it is done once', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'crash-'));
  try {
    const rounds = await crash(join(directory, 'pg'), victims.length, () => undefined);
    expect(rounds.map(({ victim }) => victim)).toEqual(victims);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}, 600_000);
