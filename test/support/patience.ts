/** What a test waits for takes a busy machine longer than the usual second. */
import { vi } from 'vitest';

const { waitFor } = vi;
vi.waitFor = (look, options = {}) =>
  waitFor(look, { timeout: 10_000, ...(typeof options === 'number' ? { timeout: options } : options) });
